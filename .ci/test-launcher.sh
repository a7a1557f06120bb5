#!/bin/sh
# Tests of ./pitwall on a fake project with a fake JDK and a fake Maven, so that they need neither and take seconds.
# usage: .ci/test-launcher.sh [REPORT_FOLDER]    writes a JUnit report there
set -u
here=$(cd "$(dirname "$0")/.." && pwd -P)
report_folder=${1:-$here/target/launcher-reports}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM

# --- the fake world ----------------------------------------------------------------------------------------------

# make_jdk HOME VERSION: what the launcher looks at, with a java that notes how it was called.
make_jdk() {
  mkdir -p "$1/bin"
  printf 'IMPLEMENTOR="Test"\nJAVA_VERSION="%s"\nOS_NAME="Linux"\n' "$2" >"$1/release"
  cat >"$1/bin/java" <<'JAVA'
#!/bin/sh
for argument in "$@"; do
  case $argument in -XX:AOTCacheOutput=*) recorded=${argument#*=} ;; esac
done
if [ -n "${recorded:-}" ]; then
  echo recording >>"$WORLD/recordings"
  [ ! -f "$WORLD/recording-fails" ] || exit 1
  trap 'echo cache >"$recorded"; exit 0' TERM
  echo "Pitwall ready at http://127.0.0.1:1"
  while :; do sleep 0.05; done
fi
echo $$ >"$WORLD/java.pid"
printf '%s\n' "$@" >"$WORLD/java.arguments"
JAVA
  printf '#!/bin/sh\n' >"$1/bin/javac"
  chmod +x "$1/bin/java" "$1/bin/javac"
}

# A project in a folder with a space, built by a Maven that notes its calls and copies the sources into the jars.
make_world() {
  WORLD=$1
  export WORLD
  project="$WORLD/a clone"
  mkdir -p "$project/.ci" "$project/.mvn" "$WORLD/bin" "$WORLD/home"
  cp -R "$here/pitwall" "$here/launcher" "$project/"
  printf '<project>\n<version>1.2.3</version>\n<version>9</version>\n</project>\n' >"$project/pom.xml"
  for module in engine server lab; do
    mkdir -p "$project/$module/src/main" "$project/$module/src/test"
    echo "<project/>" >"$project/$module/pom.xml"
    echo "$module one" >"$project/$module/src/main/Main.java"
  done
  echo library >"$WORLD/library.jar"
  printf '#!/bin/sh\nexit 0\n' | tee "$project/.ci/test-launcher.sh" >"$project/.ci/check-reproducible.sh"
  cat >"$WORLD/bin/mvn" <<'MAVEN'
#!/bin/sh
if [ "$*" = -version ]; then echo "Apache Maven ${FAKE_MAVEN_VERSION:-3.9.1} (fake)"; exit 0; fi
printf '%s\n' "$*" >>"$WORLD/mvn.calls"
echo "[INFO] Building Pitwall engine"
if [ -f "$WORLD/build-fails" ]; then echo "[ERROR] Main.java:[7,1] ';' expected"; exit 1; fi
[ ! -f "$WORLD/build-is-slow" ] || sleep 0.5
for module in engine server lab; do
  mkdir -p "$module/target"
  cat "$module/src/main"/* >"$module/target/pitwall-$module-1.2.3.jar" 2>/dev/null
  printf '%s' "$PWD/engine/target/pitwall-engine-1.2.3.jar:$WORLD/library.jar" >"$module/target/runtime.classpath"
done
printf '%s' ":$PWD/server/target/pitwall-server-1.2.3.jar:$WORLD/bench.jar" >>lab/target/runtime.classpath
echo bench >"$WORLD/bench.jar"
if [ -f "$WORLD/test-report.xml" ]; then
  mkdir -p engine/target/surefire-reports
  cp "$WORLD/test-report.xml" engine/target/surefire-reports/TEST-one.xml
fi
MAVEN
  chmod +x "$WORLD/bin/mvn" "$project/.ci/"*.sh
  make_jdk "$WORLD/jdks/jdk-25" 25.0.3
  make_jdk "$WORLD/system/jdk-17" 17.0.9 # whatever this machine's own `java` is, the tests see this one
  ln -s "$WORLD/system/jdk-17/bin/java" "$WORLD/bin/java"
}

pitwall() {
  # shellcheck disable=SC2086 # settings is a list of NAME=value
  (cd "$project" && env -u JAVA_HOME HOME="$WORLD/home" PITWALL_JDK_PATH="${jdk_path:-$WORLD/jdks}" \
    PATH="$WORLD/bin:/usr/bin:/bin" ${settings:-} ./pitwall "$@") >"$WORLD/out" 2>"$WORLD/err"
}

builds() { if [ -f "$WORLD/mvn.calls" ]; then grep -c . "$WORLD/mvn.calls"; else echo 0; fi; }

recordings() { if [ -f "$WORLD/recordings" ]; then grep -c . "$WORLD/recordings"; else echo 0; fi; }

later() { touch -t "$(date +%Y)12312359" "$@"; } # newer than any stamp, without waiting

expect() { # expect WHAT EXPECTED ACTUAL
  [ "$2" = "$3" ] || fail "$1: expected '$2', got '$3'"
}

expect_text() { # expect_text FILE TEXT
  grep -qF -e "$2" "$1" || fail "expected '$2' in: $(cat "$1")"
}

expect_no_text() {
  ! grep -qF -e "$2" "$1" || fail "expected no '$2' in: $(cat "$1")"
}

fail() {
  echo "$1"
  exit 1
}

# --- commands ----------------------------------------------------------------------------------------------------

test_no_command_prints_the_help() {
  pitwall
  expect "exit code" 0 $?
  for command in up demo import bench test; do expect_text "$WORLD/out" "  $command "; done
}

test_every_command_has_help_without_a_jdk_and_without_a_build() {
  jdk_path=$WORLD/nowhere
  for command in up demo import bench test; do
    pitwall "$command" --port 1 --help || fail "$command --help failed"
    expect_text "$WORLD/out" "usage: ./pitwall $command"
    pitwall help "$command" || fail "help $command failed"
    expect_text "$WORLD/out" "usage: ./pitwall $command"
  done
  expect builds 0 "$(builds)"
}

test_an_unknown_command_is_refused_by_name() {
  pitwall pu
  expect "exit code" 2 $?
  expect_text "$WORLD/err" "got 'pu'"
}

test_an_unknown_help_topic_is_refused_by_name() {
  pitwall help pu
  expect "exit code" 2 $?
  expect_text "$WORLD/err" "'pu'"
}

test_the_version_is_the_one_of_the_pom() {
  pitwall --version
  expect version "pitwall 1.2.3" "$(cat "$WORLD/out")"
}

test_arguments_reach_the_program_unchanged() {
  pitwall import --url 'http://x/?a=b&c' 'a file' '' '*'
  expect_text "$WORLD/java.arguments" io.pitwall.server.app.Main
  expect arguments "import|--url|http://x/?a=b&c|a file||*|" "$(sed '1,/Main$/d' "$WORLD/java.arguments" | tr '\n' '|')"
}

test_demo_runs_the_lab_on_a_class_path_that_starts_with_the_servers() {
  pitwall demo
  expect_text "$WORLD/java.arguments" io.pitwall.lab.Main
  pitwall up
  server=$(cat "$project/target/launcher/server.classpath")
  lab=$(cat "$project/target/launcher/lab.classpath")
  case $lab in "$server":*) ;; *) fail "'$server' is no prefix of '$lab'" ;; esac
  expect "extra jars of the lab" 2 "$(printf '%s' "${lab#"$server"}" | tr -cd ':' | wc -c | tr -d ' ')"
}

test_the_program_replaces_the_launcher_so_that_signals_reach_it() {
  pitwall up # builds
  (cd "$project" && exec env -u JAVA_HOME HOME="$WORLD/home" PITWALL_JDK_PATH="$WORLD/jdks" \
    PATH="$WORLD/bin:/usr/bin:/bin" ./pitwall up) >/dev/null 2>&1 &
  launcher=$!
  wait $launcher
  expect "process of java" "$launcher" "$(cat "$WORLD/java.pid")"
}

test_a_symbolic_link_to_the_launcher_works() {
  ln -s "$project/pitwall" "$WORLD/link"
  ln -s "$WORLD/link" "$WORLD/bin/pw"
  expect version "pitwall 1.2.3" "$(PATH="$WORLD/bin:/usr/bin:/bin" pw --version)"
}

test_heap_and_options_come_from_the_environment() {
  settings="PITWALL_HEAP=3g PITWALL_JAVA_OPTS=-Dx=y"
  pitwall up
  expect_text "$WORLD/java.arguments" -Xmx3g
  expect_text "$WORLD/java.arguments" -Dx=y
}

test_another_garbage_collector_replaces_ours() {
  settings="PITWALL_JAVA_OPTS=-XX:+UseG1GC"
  pitwall up
  expect_text "$WORLD/java.arguments" -XX:+UseG1GC
  expect_no_text "$WORLD/java.arguments" -XX:+UseSerialGC
}

# --- JDK ---------------------------------------------------------------------------------------------------------

test_java_home_is_taken_first() {
  make_jdk "$WORLD/mine" 25
  settings="JAVA_HOME=$WORLD/mine"
  pitwall up
  expect_text "$project/target/launcher/"app-*/startup.aot.key "$WORLD/mine"
}

test_an_older_java_home_is_passed_over() {
  make_jdk "$WORLD/old" 17.0.2
  settings="JAVA_HOME=$WORLD/old"
  pitwall up
  expect "exit code" 0 $?
  expect_text "$project/target/launcher/"app-*/startup.aot.key "$WORLD/jdks/jdk-25"
}

test_the_java_on_the_path_is_followed_through_links() {
  make_jdk "$WORLD/pathjdk" 25.0.1
  ln -s "$WORLD/pathjdk/bin/java" "$WORLD/alternative"
  ln -sf "$WORLD/alternative" "$WORLD/bin/java"
  jdk_path=$WORLD/nowhere
  pitwall up
  expect "exit code" 0 $?
}

test_the_layout_of_macos_is_known() {
  make_jdk "$WORLD/mac/temurin-25.jdk/Contents/Home" 25
  jdk_path=$WORLD/nowhere:$WORLD/mac
  pitwall up
  expect "exit code" 0 $?
}

test_a_missing_jdk_is_explained() {
  make_jdk "$WORLD/only/jdk-21" 21.0.4
  make_jdk "$WORLD/only/jre-25" 25
  rm "$WORLD/only/jre-25/bin/javac"
  jdk_path=$WORLD/only
  settings="JAVA_HOME=$WORLD/only/jdk-21"
  pitwall up
  expect "exit code" 1 $?
  expect_text "$WORLD/err" "expected JDK 25"
  expect_text "$WORLD/err" "$WORLD/only/jdk-21 is JDK 21"
  expect_text "$WORLD/err" "Install it"
  expect builds 0 "$(builds)"
}

# --- build -------------------------------------------------------------------------------------------------------

test_a_second_start_does_not_build() {
  pitwall up && pitwall import x && pitwall demo
  expect builds 1 "$(builds)"
}

test_the_build_runs_no_tests_and_checks_no_format() {
  pitwall up
  expect_text "$WORLD/mvn.calls" "package -Dmaven.test.skip=true -Dspotless.check.skip=true"
}

test_a_changed_source_is_built() {
  pitwall up
  echo "engine two" >"$project/engine/src/main/Main.java"
  later "$project/engine/src/main/Main.java"
  pitwall up
  expect builds 2 "$(builds)"
  jars=$(cat "$project/target/launcher/server.classpath")
  jars=${jars%%:*}
  expect_text "${jars%/*}/pitwall-engine-1.2.3.jar" "engine two"
}

test_a_deleted_source_is_noticed() {
  echo more >"$project/engine/src/main/More.java"
  pitwall up
  rm "$project/engine/src/main/More.java"
  later "$project/engine/src/main" # the file system does this; its clock may be too coarse for this test
  pitwall up
  expect builds 2 "$(builds)"
}

test_a_changed_pom_is_built() {
  pitwall up
  later "$project/server/pom.xml"
  pitwall up
  expect builds 2 "$(builds)"
}

test_a_changed_test_is_not_built() {
  pitwall up
  echo x >"$project/engine/src/test/MainTest.java"
  later "$project/engine/src/test/MainTest.java"
  pitwall up
  expect builds 1 "$(builds)"
}

test_a_vanished_jar_is_built_again() {
  pitwall up
  rm "$WORLD/bench.jar"
  pitwall up
  expect builds 2 "$(builds)"
}

test_a_build_that_changes_nothing_keeps_the_running_jars_and_their_cache() {
  pitwall up
  before=$(cat "$project/target/launcher/lab.classpath")
  later "$project/pom.xml"
  pitwall up
  expect builds 2 "$(builds)"
  expect "class path" "$before" "$(cat "$project/target/launcher/lab.classpath")"
  expect recordings 1 "$(recordings)"
}

test_a_failed_build_shows_its_reason_and_is_tried_again() {
  touch "$WORLD/build-fails"
  pitwall up
  expect "exit code" 1 $?
  expect_text "$WORLD/err" "Main.java:[7,1] ';' expected"
  expect_text "$project/target/pitwall-build.log" "Main.java:[7,1] ';' expected"
  rm "$WORLD/build-fails"
  pitwall up
  expect "exit code" 0 $?
}

test_two_launchers_build_once() {
  touch "$WORLD/build-is-slow"
  (pitwall up) &
  first=$!
  sleep 0.2
  pitwall up || fail "the second failed: $(cat "$WORLD/err")"
  wait $first || fail "the first failed"
  expect builds 1 "$(builds)"
}

test_a_lock_left_by_a_killed_launcher_is_taken_over() {
  mkdir -p "$project/target/launcher/build.lock"
  sh -c 'echo $$' >"$project/target/launcher/build.lock/pid"
  pitwall up
  expect "exit code" 0 $?
}

test_an_old_maven_is_passed_over_for_the_wrapper() {
  cat >"$project/mvnw" <<'WRAPPER'
#!/bin/sh
echo wrapper >>"$WORLD/wrapper.calls"
exec mvn "$@"
WRAPPER
  chmod +x "$project/mvnw"
  settings="FAKE_MAVEN_VERSION=3.6.3"
  pitwall up
  expect "calls of the wrapper" 1 "$(grep -c . "$WORLD/wrapper.calls")"
}

# --- start-up cache ----------------------------------------------------------------------------------------------

test_the_start_up_cache_is_recorded_once_and_used() {
  pitwall up && pitwall up && pitwall demo
  expect recordings 1 "$(recordings)"
  expect_text "$WORLD/java.arguments" -XX:AOTCache=
}

test_the_start_up_cache_is_recorded_again_for_other_jars() {
  pitwall up
  echo "engine two" >"$project/engine/src/main/Main.java"
  later "$project/engine/src/main/Main.java"
  pitwall up
  expect recordings 2 "$(recordings)"
}

test_a_failed_recording_costs_speed_only_and_is_not_repeated() {
  touch "$WORLD/recording-fails"
  pitwall up
  expect "exit code" 0 $?
  pitwall up
  expect recordings 1 "$(recordings)"
  expect_no_text "$WORLD/java.arguments" -XX:AOTCache=
}

test_the_start_up_cache_can_be_switched_off() {
  settings="PITWALL_AOT=off"
  pitwall up
  expect recordings 0 "$(recordings)"
  expect_no_text "$WORLD/java.arguments" -XX:AOTCache=
}

# --- test command ------------------------------------------------------------------------------------------------

test_the_last_line_counts_all_reports() {
  echo '<testsuite name="One" time="0.1" tests="7" errors="0" skipped="2" failures="0">' >"$WORLD/test-report.xml"
  pitwall test
  expect "exit code" 0 $?
  expect "last line" "5 passed, 0 failed, 2 skipped" "$(tail -n 1 "$WORLD/out")"
}

test_failures_and_errors_are_counted_and_fail_the_command() {
  echo '<testsuite name="One" tests="7" errors="1" skipped="0" failures="2">' >"$WORLD/test-report.xml"
  pitwall test
  expect "exit code" 1 $?
  expect "last line" "4 passed, 3 failed, 0 skipped" "$(tail -n 1 "$WORLD/out")"
}

test_reports_of_an_earlier_run_are_not_counted() {
  mkdir -p "$project/server/target/surefire-reports"
  echo '<testsuite name="Old" tests="9" errors="0" skipped="0" failures="0">' >"$project/server/target/surefire-reports/TEST-old.xml"
  pitwall test
  expect "exit code" 1 $?
  expect "last line" "0 passed, 0 failed, 0 skipped" "$(tail -n 1 "$WORLD/out")"
}

test_a_failed_build_fails_the_command_whatever_was_counted() {
  echo '<testsuite name="One" tests="1" errors="0" skipped="0" failures="0">' >"$WORLD/test-report.xml"
  printf '#!/bin/sh\nexit 1\n' >"$project/.ci/check-reproducible.sh"
  pitwall test
  expect "exit code" 1 $?
  expect_text "$WORLD/err" "failed: reproducible build"
}

test_quick_skips_integration_tests_and_passes_maven_arguments_on() {
  echo '<testsuite name="One" tests="1" errors="0" skipped="0" failures="0">' >"$WORLD/test-report.xml"
  pitwall test --quick -pl engine -am
  expect "exit code" 0 $?
  expect_text "$WORLD/mvn.calls" "verify -DskipITs -pl engine -am"
}

# --- run them ----------------------------------------------------------------------------------------------------

passed=0
failed=0
cases=$scratch/cases.xml
names=$(sed -n 's/^\(test_[a-z0-9_]*\)() {$/\1/p' "$0")
for name in $names; do
  if message=$(make_world "$scratch/$name" && "$name" 2>&1); then
    passed=$((passed + 1))
    printf '  <testcase classname="launcher" name="%s"/>\n' "$name" >>"$cases"
  else
    failed=$((failed + 1))
    printf 'FAILED %s\n  %s\n' "$name" "$message"
    printf '  <testcase classname="launcher" name="%s"><failure/></testcase>\n' "$name" >>"$cases"
  fi
done
if command -v shellcheck >/dev/null; then
  if (cd "$here" && shellcheck -x -a pitwall .ci/*.sh .ci/run); then
    passed=$((passed + 1))
    printf '  <testcase classname="launcher" name="shellcheck"/>\n' >>"$cases"
  else
    failed=$((failed + 1))
    printf '  <testcase classname="launcher" name="shellcheck"><failure/></testcase>\n' >>"$cases"
  fi
fi
mkdir -p "$report_folder"
{
  printf '<testsuite name="launcher" tests="%s" errors="0" skipped="0" failures="%s">\n' $((passed + failed)) "$failed"
  cat "$cases"
  printf '</testsuite>\n'
} >"$report_folder/TEST-launcher.xml"
printf 'launcher: %s passed, %s failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
