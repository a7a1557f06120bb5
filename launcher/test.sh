# shellcheck shell=sh
# `./pitwall test`: everything CI runs, counted in one last line.

run_tests() {
  quick=false
  if [ "${1:-}" = --quick ]; then
    quick=true
    shift
  fi
  require_tools
  find "$root" -name 'TEST-*.xml' -path '*/target/*' -exec rm -f {} +
  failed_steps=

  step "launcher tests" "$root/.ci/test-launcher.sh" "$root/target/launcher-reports" || true
  if $quick; then
    step "modules" run_maven --fail-at-end verify -DskipITs "$@" || true
  elif step "modules" run_maven --fail-at-end verify "$@" && [ $# -eq 0 ]; then
    # Needs a whole build to compare with: not a failed one, nor a part chosen by Maven arguments.
    step "reproducible build" "$root/.ci/check-reproducible.sh" "$jdk" "$maven" || true
  fi

  [ -z "$failed_steps" ] || note "pitwall: failed:$failed_steps"
  count_tests
  [ -z "$failed_steps" ] && [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}

# step NAME COMMAND...: runs one part of the whole, remembers and returns whether it failed.
step() {
  step_name=$1
  shift
  note "== $step_name"
  "$@" && return 0
  failed_steps="$failed_steps $step_name;"
  return 1
}

# Installs what is missing where that is possible without asking (root on a Debian system), else says what is.
require_tools() {
  find_jdk || install_package "openjdk-$java_wanted-jdk-headless" "temurin-$java_wanted-jdk" || true
  find_jdk || explain_missing_jdk
  command -v mvn >/dev/null || command -v unzip >/dev/null || install_package maven || true
  find_maven
  command -v shellcheck >/dev/null || install_package shellcheck || note "pitwall: shellcheck is missing; the shell scripts are not linted"
  command -v npm >/dev/null || note "pitwall: npm is missing; the dashboard is not built, and the tests with programs in JavaScript are skipped"
  command -v chromium >/dev/null || note "pitwall: Chromium is missing; the tests in a browser are skipped"
}

# install_package NAME...: installs the first that the system offers.
install_package() {
  command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ] || return 1
  for package in "$@"; do
    if ! apt-cache show "$package" >/dev/null 2>&1; then
      ${apt_updated:-false} || apt-get update -q >/dev/null 2>&1 || true
      apt_updated=true
    fi
    if apt-cache show "$package" >/dev/null 2>&1; then
      note "pitwall: installing $package"
      if DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$package" >/dev/null; then return 0; fi
    fi
  done
  return 1
}

# Sums the suites of all reports and prints the last line. Sets `passed` and `failed`.
count_tests() {
  counts=$(find "$root" -name 'TEST-*.xml' -path '*/target/*' -exec cat {} + | awk '
    function number(name) {
      if (!match($0, " " name "=\"[0-9]+\"")) return 0
      return substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
    }
    /<testsuite / { tests += number("tests"); failed += number("failures") + number("errors"); skipped += number("skipped") }
    END { printf "%d %d %d", tests - failed - skipped, failed, skipped }')
  passed=${counts%% *}
  skipped=${counts##* }
  failed=${counts#* }
  failed=${failed% *}
  # On a line of its own: Maven ends its output with a colour code instead of a line end.
  printf '\n%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
}
