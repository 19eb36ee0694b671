# The launcher's messages: one line per fact, a progress line for long steps, and with each error the commands that help.
# shellcheck shell=bash

say() { printf 'lossdsl: %s\n' "$*" >&2; }

# die WHAT [COMMAND…]: prints an error and the commands that would help, and exits.
die() {
  say "$1"
  shift
  local command
  for command; do printf '           %s\n' "$command" >&2; done
  exit 2
}

# step LABEL LOG COMMAND…: runs a step of the preparation, and prints its label and its duration.
step() {
  local began=$SECONDS
  [[ -t 2 ]] || say "$1 …"
  run_with_progress "$@" || return
  say "$1: done in $((SECONDS - began)) s"
}

# run_with_progress LABEL LOG COMMAND…: runs the command with its output in the log, and shows progress.
# Descriptor 9 is the lock. It is closed for the command: compiler servers outlive a build and must not inherit it.
run_with_progress() {
  local label=$1 log=$2 status=0
  shift 2
  mkdir -p "${log%/*}"
  : >"$log"
  show_progress "$label" "$log" 9>&- &
  progress_pid=$!
  trap stop_progress EXIT
  trap 'exit 130' INT
  "$@" >"$log" 2>&1 </dev/null 9>&- || status=$?
  stop_progress
  trap - EXIT INT
  return "$status"
}

stop_progress() {
  kill "$progress_pid" 2>/dev/null || true
  wait "$progress_pid" 2>/dev/null || true
  [[ ! -t 2 ]] || printf '\r\033[K' >&2
}

# On a terminal, a progress line with the newest line of the log; elsewhere, a line from time to time.
show_progress() {
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

# show_log LOG: prints the end of the log, which has the error.
show_log() {
  local errors
  errors=$(grep -E '(: error |^E: )' "$1" | sed 's/ \[[^]]*\]$//' | awk '!seen[$0]++' | head -n 15 || true)
  [[ -n $errors ]] || errors=$(tail -n 15 "$1")
  printf '%s\n' "$errors" | sed 's/^/    /' >&2
  say "the whole log: ${1#"$root"/}"
}
