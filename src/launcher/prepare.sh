# The choice of torch's native libraries: .lossdsl/torch holds cpu or cuda, and Directory.Build.props reads it.
# shellcheck shell=bash

# prepare: finds the SDK, and sets `backend` from --torch or from the stored choice.
prepare() {
  need_sdk
  mkdir -p "$state" || die "cannot write to $state; make the clone writable:" "sudo chown -R \"\$USER\" '$root'"
  case $wanted in
    '') ;;
    cpu | cuda) printf '%s\n' "$wanted" >"$state/torch" ;;
    *) die "--torch knows cpu and cuda, not '$wanted'" ;;
  esac
  backend=cpu
  [[ ! -e $state/torch ]] || backend=$(<"$state/torch")
}

# Only one launcher prepares at a time; the others wait for it.
lock() {
  mkdir -p "$state"
  exec 9>"$state/lock"
  flock -n 9 && return
  say "waiting for another start of this launcher, which is preparing this clone"
  flock 9
}

unlock() { exec 9>&-; }
