# shellcheck shell=sh
# Builds the jars when a source is newer than the last build, and lays them out to be run.
#
# A build is copied to a folder of its own (target/launcher/app-*), so that a running server keeps its jars while
# the next build replaces them. Libraries are run from Maven's local repository: released jars never change there.

build_log=$root/target/pitwall-build.log
case ${PITWALL_JAVA_OPTS:-} in
  *-XX:+Use*GC*) collector= ;; # two collectors at once stop the JVM
  *) collector=-XX:+UseSerialGC ;;
esac
jvm_options="$collector -XX:+UseCompactObjectHeaders -XX:MinHeapFreeRatio=20 -XX:MaxHeapFreeRatio=40 -Xmx${PITWALL_HEAP:-1g} -XX:+ExitOnOutOfMemoryError \
-Dfile.encoding=UTF-8 --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"

# Succeeds when a source is newer than the build, a jar is gone, or nothing was built yet.
# Deleting or renaming a file makes its folder newer, so folders are compared too.
is_stale() {
  [ -f "$state/sources.stamp" ] && [ -f "$state/lab.classpath" ] || return 0
  newer=$(cd "$root" && find pom.xml .mvn ./*/pom.xml ./*/src/main -name node_modules -prune -o -newer "$state/sources.stamp" -print 2>/dev/null | head -n 1)
  [ -z "$newer" ] || return 0
  read -r built_classpath <"$state/lab.classpath"
  is_stale_ifs=$IFS
  IFS=:
  for jar in $built_classpath; do
    if [ ! -f "$jar" ]; then
      IFS=$is_stale_ifs
      return 0
    fi
  done
  IFS=$is_stale_ifs
  return 1
}

build_if_stale() {
  is_stale || return 0
  mkdir -p "$state"
  take_build_lock
  if is_stale; then build; fi
  release_build_lock
}

# Two launchers of one clone must not build at the same time; the second waits and finds everything built.
take_build_lock() {
  until mkdir "$state/build.lock" 2>/dev/null; do
    holder=$(cat "$state/build.lock/pid" 2>/dev/null || true)
    if [ -n "$holder" ] && ! kill -0 "$holder" 2>/dev/null; then
      rm -rf "$state/build.lock"
    else
      sleep 1
    fi
  done
  echo $$ >"$state/build.lock/pid"
  trap release_build_lock EXIT
  trap 'exit 130' INT TERM
}

release_build_lock() {
  rm -rf "$state/build.lock"
  trap - EXIT INT TERM
}

# Sets `maven` to the system's Maven from 3.8 on, else to the wrapper, which downloads the pinned one.
find_maven() {
  maven=$root/mvnw
  if command -v mvn >/dev/null; then
    maven_version=$(JAVA_HOME=$jdk mvn -version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9]*\.[0-9]*\).*/\1/p')
    case $maven_version in
      "" | [0-2].* | 3.[0-7]) ;;
      *) maven=mvn ;;
    esac
  fi
  if [ "$maven" = "$root/mvnw" ] && ! command -v unzip >/dev/null; then
    die "expected Maven 3.8 or newer, or unzip for ./mvnw to unpack one; found neither: install one of the two"
  fi
}

# Maven always on JDK 25, from the root, without this machine's terminal colours in the log.
run_maven() {
  (cd "$root" && JAVA_HOME=$jdk "$maven" -B -ntp "$@")
}

build() {
  find_maven
  touch "$state/sources.starting" # taken before the build: an edit made meanwhile is built the next time
  if ! {
    run_maven package -Dmaven.test.skip=true -Dspotless.check.skip=true 2>&1
    printf "\npitwall-build-exit %d\n" $?
  } | show_build_progress; then
    note "pitwall: the build failed; the end of $build_log:"
    grep -v '^\[INFO\]' "$build_log" | tail -n 40 >&2
    exit 1
  fi
  lay_out_application
  mv "$state/sources.starting" "$state/sources.stamp"
}

# Reads Maven's output, keeps it in the log, shows one line; fails when Maven failed.
show_build_progress() {
  built=0
  status=1
  printf 'Building Pitwall (log: target/pitwall-build.log) ' >&2
  while IFS= read -r line; do
    case $line in
      "pitwall-build-exit "*) status=${line#pitwall-build-exit } ;;
      "[INFO] Building Pitwall "*) built=$((built + 1)) && printf '.' >&2 ;;
    esac
    printf '%s\n' "$line"
  done >"$build_log"
  if [ "$status" -eq 0 ]; then note " done"; else note " failed"; fi
  return "$status"
}

# Copies our jars to a fresh folder and writes the two class paths. The server's is a prefix of the lab's, so that
# one start-up cache serves both. Keeps the folder there is when the build brought the very same jars.
lay_out_application() {
  application=$state/app-$(date +%s)-$$
  mkdir -p "$application"
  list_jars server >"$application/server.jars"
  list_jars lab | grep -vxF -f "$application/server.jars" >"$application/lab.jars"
  if same_as_before; then
    rm -rf "$application"
    return 0
  fi
  for old in "$state"/app-*; do
    [ "$old" = "$application" ] || rm -rf "$old"
  done
  class_path <"$application/server.jars" >"$state/server.classpath"
  cat "$application/server.jars" "$application/lab.jars" | class_path >"$state/lab.classpath"
}

# list_jars MODULE: the jars the module needs at run time, its own first, one a line: a file name for a jar of this
# project, which is copied to the application's folder, and an absolute path for a library.
list_jars() {
  {
    for jar in "$root/$1/target/pitwall-$1-"*.jar; do
      case $jar in *-tests.jar | *-sources.jar | *-javadoc.jar) ;; *) printf '%s\n' "$jar" ;; esac
    done
    tr ':' '\n' <"$root/$1/target/runtime.classpath"
  } | while IFS= read -r jar || [ -n "$jar" ]; do
    case $jar in
      "") ;;
      "$root"/*)
        cp -p "$jar" "$application/"
        printf '%s\n' "${jar##*/}"
        ;;
      */duckdb_jdbc-*.jar) without_natives "$jar" ;;
      *) printf '%s\n' "$jar" ;;
    esac
  done
}

# without_natives JAR: the path of a copy of DuckDB's jar that has its native library beside it instead of inside.
# From inside, every start would unpack 70 MB to the temporary folder: 0.3 s, and left behind by a kill.
without_natives() {
  name=${1##*/}
  slim=$state/${name%.jar}
  if [ ! -f "$slim/$name" ]; then
    rm -rf "$slim" "$slim.new"
    mkdir -p "$slim.new"
    if ! (unpack_natives "$1" "$slim.new") >&2; then
      rm -rf "$slim.new"
      printf '%s\n' "$1" # this platform has no library of its own in there: DuckDB itself says so best
      return 0
    fi
    mv "$slim.new" "$slim"
  fi
  printf '%s\n' "$slim/$name"
}

# unpack_natives JAR FOLDER: fills the folder with the slim jar and this platform's library.
unpack_natives() {
  case $(uname -s) in Linux) system=linux ;; Darwin) system=macos ;; *) return 1 ;; esac
  case $(uname -m) in x86_64 | amd64) processor=amd64 ;; aarch64 | arm64) processor=arm64 ;; *) return 1 ;; esac
  cd "$2" || return 1
  library=libduckdb_java.so_${system}_$processor
  "$jdk/bin/jar" --extract --file "$1" "$library" META-INF org || return 1
  [ -f "$library" ] || return 1
  "$jdk/bin/jar" --create --file "${1##*/}" --manifest META-INF/MANIFEST.MF META-INF/services org || return 1
  rm -rf META-INF org
}

# Turns such a list into a class path.
class_path() {
  joined=
  while IFS= read -r jar; do
    case $jar in
      /*) joined=$joined:$jar ;;
      *) joined=$joined:$application/$jar ;;
    esac
  done
  printf '%s\n' "${joined#:}"
}

# Succeeds when the last layout has the same class paths and the same bytes in our jars.
same_as_before() {
  [ -f "$state/lab.classpath" ] && read -r previous <"$state/lab.classpath" || return 1
  previous=${previous%%:*}
  for file in "$application"/*; do
    cmp -s "$file" "${previous%/*}/${file##*/}" || return 1
  done
}
