# shellcheck shell=sh
# Finds JDK 25 without starting a Java process: every JDK states its version in its `release` file.

java_wanted=25
jdk=

# jdk_feature HOME: sets `feature` to the Java feature version (25) of a JDK; fails when HOME holds none.
# A runtime without compiler counts as none, because Pitwall builds itself.
jdk_feature() {
  feature=
  [ -r "$1/release" ] && [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
  while IFS='=' read -r key value || [ -n "$key" ]; do
    if [ "$key" = JAVA_VERSION ]; then
      value=${value#\"}
      feature=${value%%[!0-9]*}
      return 0
    fi
  done <"$1/release"
  return 1
}

take_if_wanted() {
  jdk_feature "$1" && [ "$feature" = "$java_wanted" ] && jdk=$1
}

# The home of the `java` on the PATH, behind the symbolic links of the system's alternatives.
path_java_home() {
  path_java=$(command -v java) || return 1
  path_java=$(readlink -f "$path_java" 2>/dev/null) || return 1
  dirname "$(dirname "$path_java")"
}

jdk_search_path() {
  if [ -n "${PITWALL_JDK_PATH:-}" ]; then
    printf '%s' "$PITWALL_JDK_PATH"
  else
    home=${HOME:-/nonexistent}
    printf '%s' "/usr/lib/jvm:/usr/java:/usr/local/java:/opt:/opt/java:/opt/jdk:/opt/homebrew/opt:/usr/local/opt"
    printf '%s' ":$home/.sdkman/candidates/java:$home/.jdks:$home/.asdf/installs/java:$home/.local/share/mise/installs/java"
    printf '%s' ":/Library/Java/JavaVirtualMachines:$home/Library/Java/JavaVirtualMachines"
  fi
}

# Sets `jdk` to the first JDK 25: JAVA_HOME, the `java` on the PATH, then the usual places.
find_jdk() {
  if [ -n "${JAVA_HOME:-}" ] && take_if_wanted "$JAVA_HOME"; then return 0; fi
  if jdk_on_path=$(path_java_home) && take_if_wanted "$jdk_on_path"; then return 0; fi
  find_jdk_ifs=$IFS
  IFS=:
  for place in $(jdk_search_path); do
    for folder in "$place"/*; do
      [ -d "$folder" ] || continue
      for layout in "" /Contents/Home /libexec/openjdk.jdk/Contents/Home /libexec; do
        if take_if_wanted "$folder$layout"; then
          IFS=$find_jdk_ifs
          return 0
        fi
      done
    done
  done
  IFS=$find_jdk_ifs
  return 1
}

describe_jdk() {
  if jdk_feature "$1"; then printf '%s is JDK %s' "$1" "$feature"; else printf '%s is no JDK' "$1"; fi
}

# Names what was looked at and the one command that helps on this platform.
explain_missing_jdk() {
  note "pitwall: expected JDK $java_wanted, found none."
  if [ -n "${JAVA_HOME:-}" ]; then note "  JAVA_HOME: $(describe_jdk "$JAVA_HOME")"; else note "  JAVA_HOME: not set"; fi
  if jdk_on_path=$(path_java_home); then note "  PATH:      $(describe_jdk "$jdk_on_path")"; else note "  PATH:      no java"; fi
  note "  searched:  $(jdk_search_path)"
  note "Install it, or let JAVA_HOME point to one:"
  distribution=$(sed -n 's/^ID\(_LIKE\)\{0,1\}=//p' /etc/os-release 2>/dev/null | tr '\n' ' ' || true)
  case "$(uname -s) $distribution" in
    Darwin*) note "  brew install openjdk@$java_wanted" ;;
    *debian* | *ubuntu*)
      note "  apt-get install openjdk-$java_wanted-jdk-headless"
      note "  (where that package does not exist: temurin-$java_wanted-jdk of adoptium.net/installation/linux)"
      ;;
    *fedora* | *rhel* | *centos*) note "  dnf install java-$java_wanted-openjdk-devel" ;;
    *alpine*) note "  apk add openjdk$java_wanted-jdk" ;;
    *arch*) note "  pacman -S jdk$java_wanted-openjdk" ;;
    *suse*) note "  zypper install java-$java_wanted-openjdk-devel" ;;
    *) note "  adoptium.net/temurin/releases/?version=$java_wanted" ;;
  esac
  exit 1
}
