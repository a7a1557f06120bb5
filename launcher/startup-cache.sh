# shellcheck shell=sh
# The start-up cache (an AOT cache of the JDK): classes loaded, linked and profiled ahead of time. It is recorded once
# after a build by a short run with a data folder of its own, and is only ever a matter of speed: when it cannot be
# made, or does not fit, Pitwall starts without.

training_seconds=60

# Sets `cache` to the cache of the present build and `cache_key` to what it depends on beside the jars.
locate_startup_cache() {
  read -r server_jars <"$state/server.classpath"
  first_jar=${server_jars%%:*}
  cache=${first_jar%/*}/startup.aot
  cache_key="$jdk $jvm_options"
}

make_startup_cache_if_stale() {
  [ "${PITWALL_AOT:-on}" != off ] || return 0
  locate_startup_cache
  if [ -f "$cache.key" ] && read -r made_for <"$cache.key" && [ "$made_for" = "$cache_key" ]; then return 0; fi
  printf 'Recording the start-up cache ' >&2
  rm -f "$cache"
  if record_startup_cache >"$state/startup-cache.log" 2>&1; then
    note "done"
  else
    rm -f "$cache"
    note "skipped (log: target/launcher/startup-cache.log)"
  fi
  printf '%s\n' "$cache_key" >"$cache.key" # also after a failure: it is tried once for each build
}

# Starts the server on a free port, asks it the usual questions, and stops it; the JVM then writes the cache.
record_startup_cache() {
  training=$(mktemp -d)
  # shellcheck disable=SC2086 # options are a list of words
  "$jdk/bin/java" $jvm_options -XX:AOTCacheOutput="$cache" -cp "$server_jars" \
    io.pitwall.server.app.Main up --port 0 --data "$training/data" >"$training/out" 2>&1 &
  trainee=$!
  trap 'kill -KILL "$trainee" 2>/dev/null; rm -rf "$training"; exit 130' INT TERM
  tenths=0
  until address=$(sed -n 's/.*Pitwall ready at \(http[^ ]*\).*/\1/p' "$training/out") && [ -n "$address" ]; do
    tenths=$((tenths + 1))
    if ! kill -0 "$trainee" 2>/dev/null || [ "$tenths" -gt "${training_seconds}0" ]; then break; fi
    sleep 0.1
  done
  if [ -n "$address" ]; then
    ask_usual_questions "$address"
    kill -TERM "$trainee" 2>/dev/null || true
  else
    kill -KILL "$trainee" 2>/dev/null || true
  fi
  wait "$trainee" || true
  cat "$training/out"
  rm -rf "$training"
  trap - INT TERM
  [ -n "$address" ] && [ -s "$cache" ]
}

ask_usual_questions() {
  command -v curl >/dev/null || return 0
  api=$1/api/performance
  for question in "$1/readyz" "$1/metrics" "$api/overview" "$api/summary" "$api/agents" "$api/alerts" \
    "$api/recommendations" "$api/historical" "$api/system/status" "$api/thresholds" "$api/runs"; do
    curl -s -o /dev/null --max-time 5 "$question" || true
  done
}

has_startup_cache() {
  [ "${PITWALL_AOT:-on}" != off ] || return 1
  locate_startup_cache
  [ -s "$cache" ]
}
