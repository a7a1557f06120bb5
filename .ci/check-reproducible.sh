#!/bin/sh
# Builds the project once more from a copy in another folder, at another time, in another time zone and language, and
# compares the jars with those of the build just made. Costs one build without tests.
# usage: .ci/check-reproducible.sh JDK_HOME MAVEN    after `mvn package` or `mvn verify` of all modules
set -eu
jdk=$1
maven=$2
cd "$(dirname "$0")/.."
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
trap 'exit 130' INT TERM

tar -cf - --exclude=target --exclude=.git --exclude=node_modules --exclude=./data . | tar -xf - -C "$copy"
if ! (cd "$copy" && TZ=Pacific/Auckland MAVEN_OPTS="${MAVEN_OPTS:-} -Duser.language=tr" JAVA_HOME=$jdk "$maven" -B -ntp -q package \
  -Dmaven.test.skip=true -Dspotless.check.skip=true) >"$copy/build.log" 2>&1; then
  tail -n 40 "$copy/build.log"
  echo "reproducible build: the copy does not build"
  exit 1
fi

different=0
compared=0
for jar in */target/pitwall-*.jar; do
  case $jar in *-tests.jar) continue ;; esac # empty in the copy, which skips tests
  compared=$((compared + 1))
  if ! cmp -s "$jar" "$copy/$jar"; then
    different=$((different + 1))
    echo "reproducible build: expected two equal builds, $jar differs:"
    (unzip -v "$jar" && echo) >"$copy/a" 2>/dev/null || true
    (unzip -v "$copy/$jar" && echo) >"$copy/b" 2>/dev/null || true
    diff "$copy/a" "$copy/b" | head -n 10 || true
  fi
done
if [ "$compared" -eq 0 ]; then
  echo "reproducible build: expected jars of a build in */target, found none; run mvn package first"
  exit 1
fi
if [ "$different" -gt 0 ]; then
  echo "if target/ holds classes whose source is gone, \`mvn clean\` helps"
  exit 1
fi
echo "reproducible build: $compared jars equal"
