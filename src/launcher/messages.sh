# How the launcher speaks: one line a fact, a moving line for what takes long, a way out with every refusal.
# shellcheck shell=bash

say() { printf 'lossdsl: %s\n' "$*" >&2; }

# die WHAT [COMMAND…]: why it cannot go on, and the commands that would help.
die() {
  say "$1"
  shift
  local command
  for command; do printf '           %s\n' "$command" >&2; done
  exit 2
}

# step LABEL LOG COMMAND…: a step of the preparation, announced and timed.
step() {
  local began=$SECONDS
  [[ -t 2 ]] || say "$1 …"
  watch "$@" || return
  say "$1: done in $((SECONDS - began)) s"
}

# watch LABEL LOG COMMAND…: runs the command with its output in the log, and shows that time passes.
# Descriptor 9 is the lock: compiler servers outlive a build and must not inherit it.
watch() {
  local label=$1 log=$2 status=0
  shift 2
  mkdir -p "${log%/*}"
  : >"$log"
  tick "$label" "$log" 9>&- &
  ticker=$!
  trap stop_ticking EXIT
  trap 'exit 130' INT
  "$@" >"$log" 2>&1 </dev/null 9>&- || status=$?
  stop_ticking
  trap - EXIT INT
  return "$status"
}

stop_ticking() {
  kill "$ticker" 2>/dev/null || true
  wait "$ticker" 2>/dev/null || true
  [[ ! -t 2 ]] || printf '\r\033[K' >&2
}

# On a terminal one line that moves, with the newest line of the log; elsewhere a line now and then.
tick() {
  local label=$1 log=$2 seconds=0 newest
  while true; do
    if [[ -t 2 ]]; then
      newest=$(tail -n 1 "$log" 2>/dev/null | tr -d '\r\033')
      newest=${newest//"$root/"/}
      newest="lossdsl: $label … $seconds s  ${newest#"${newest%%[![:space:]]*}"}"
      printf '\r\033[K%s' "${newest:0:$(columns)}" >&2
    elif ((seconds > 0 && seconds % 30 == 0)); then
      say "$label … $seconds s"
    fi
    sleep 1 >/dev/null 2>&1
    seconds=$((seconds + 1))
  done
}

columns() {
  local size
  size=$(stty size 2>/dev/null </dev/tty) || size='24 80'
  printf '%s' "$((${size#* } - 1))"
}

# show_log LOG: what went wrong, at the end of what was said.
show_log() {
  local errors
  errors=$(grep -E '(: error |^E: )' "$1" | sed 's/ \[[^]]*\]$//' | awk '!seen[$0]++' | head -n 15 || true)
  [[ -n $errors ]] || errors=$(tail -n 15 "$1")
  printf '%s\n' "$errors" | sed 's/^/    /' >&2
  say "the whole log: ${1#"$root"/}"
}
