# What every suite under tests/suites begins with: where things are, a broker of its own, and a count of what passed.
# shellcheck shell=bash
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
suite=$(basename "$0")
suites_dir=$root/target/suites                  # what suites download, build and write
work=$suites_dir/work/$suite                    # this run's own files; made new each time
ringlog=${RINGLOG:-$root/target/release/ringlog}
passed=0 failed=0 broker_pid=''

rm -rf "$work"; mkdir -p "$work"

say() { printf '%s: %s\n' "$suite" "$*"; }
die() { say "$*" >&2; exit 1; }
pass() { passed=$((passed + 1)); [[ -z ${VERBOSE:-} ]] || say "ok: $*"; }
fail() { failed=$((failed + 1)); say "FAILED: $*"; }

# once NAME ... once_done: suites that begin at the same time download and build what they share one after the other.
once() { exec {once_lock}> "$suites_dir/$1.lock"; flock "$once_lock"; }
once_done() { exec {once_lock}>&-; }

# check WHAT COMMAND...: runs it, keeps its output, and counts it.
check() {
  local what=$1; shift
  if "$@" > "$work/output" 2>&1; then pass "$what"; else fail "$what"; tail -n 30 "$work/output" | sed 's/^/    /'; fi
}

# same WHAT EXPECTED-FILE ACTUAL-FILE
same() {
  if cmp -s "$2" "$3"; then pass "$1"; else fail "$1"; diff "$2" "$3" | head -n 10 | sed 's/^/    /' || true; fi
}

# side_by_side FUNCTION ARGUMENT...: runs the function once for each argument, all at the same time, each with a folder of its
# own in $work; what they counted is added up.
side_by_side() {
  local each=$1 argument counted; shift
  local -A jobs=()
  for argument; do
    ( work=$work/$argument passed=0 failed=0; mkdir -p "$work"; "$each" "$argument"; echo "$passed $failed" > "$work/counted" ) > "$work/$argument.txt" 2>&1 &
    jobs[$argument]=$!
  done
  for argument; do
    wait "${jobs[$argument]}" || true
    cat "$work/$argument.txt"
    if read -r -a counted < "$work/$argument/counted"; then passed=$((passed + counted[0])) failed=$((failed + counted[1]))
    else fail "$each $argument ended early"; fi
  done 2> /dev/null
}

# wait_until WHAT SECONDS COMMAND...: counts whether the command succeeds in time.
wait_until() {
  local what=$1 deadline=$((SECONDS + $2)); shift 2
  until "$@" > /dev/null 2>&1; do
    ((SECONDS < deadline)) || { fail "$what (not in time)"; return 1; }
    sleep 0.2
  done
  pass "$what"
}

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

answers() { (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null; }

# broker_start [serve options...]: starts a broker on a free port (or on $port, if set) with its data in $data, and
# waits until it answers. Sets port, bootstrap, broker_pid. RINGLOG_TEST_BOOTSTRAP names a broker to test instead. With
# SUITES_PREPARE a suite ends here: what comes before is what it downloads and builds.
broker_start() {
  [[ -z ${SUITES_PREPARE:-} ]] || exit 0
  if [[ -n ${RINGLOG_TEST_BOOTSTRAP:-} ]]; then
    bootstrap=$RINGLOG_TEST_BOOTSTRAP port=${bootstrap##*:}
    return
  fi
  [[ -x $ringlog ]] || die "no broker at $ringlog (tests/run builds it)"
  port=${port:-$(free_port)} data=${data:-$work/data} bootstrap=127.0.0.1:$port
  # shellcheck disable=SC2086
  ${broker_prefix:-} "$ringlog" serve ${RINGLOG_SERVE_OPTIONS:-} --override "listeners=PLAINTEXT://127.0.0.1:$port" \
    --override "log.dirs=$data" "$@" >> "$work/broker.log" 2>&1 &
  broker_pid=$!
  broker_wait
}

broker_wait() {
  local deadline=$((SECONDS + ${start_timeout:-60}))
  until answers "$port"; do
    kill -0 "$broker_pid" 2> /dev/null || { tail -n 30 "$work/broker.log" >&2; die "the broker ended while starting"; }
    ((SECONDS < deadline)) || { tail -n 30 "$work/broker.log" >&2; die "the broker did not answer on $port"; }
    sleep 0.05
  done
}

# broker_stop [SIGNAL]: ends the broker and waits for it; a clean stop must exit 0.
broker_stop() {
  [[ -n $broker_pid ]] || return 0
  local pid=$broker_pid code=0; broker_pid=''
  kill "-${1:-TERM}" "$pid" 2> /dev/null || true
  wait "$pid" || code=$?
  [[ ${1:-TERM} == KILL || $code == 0 ]] || { tail -n 30 "$work/broker.log"; fail "the broker stopped with exit code $code"; }
}

trap '[[ -z $broker_pid ]] || { kill -KILL $broker_pid 2> /dev/null; wait $broker_pid 2> /dev/null; } || true' EXIT

# The last line of each suite.
finish() {
  broker_stop
  if grep -q 'panicked at' "$work/broker.log" 2> /dev/null; then fail "the broker panicked"; grep -A5 'panicked at' "$work/broker.log" | head -20; fi
  say "$passed passed, $failed failed"
  ((failed == 0))
}
