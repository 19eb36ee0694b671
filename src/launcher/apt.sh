# Installs missing Debian packages, as root or with sudo.
# shellcheck shell=bash

words='/usr/share/dict/words'
mpi='Open MPI, which starts several processes that belong together'

# The default dictionary of `train`.
need_word_list() {
  local argument
  for argument; do
    case $argument in --data | --data=* | --help | -h | -\?) return 0 ;; esac
  done
  [[ -e $words ]] || install_locked "the word list that train reads without --data" wamerican
}

# torch for Python, which `bench` compares with. Installed on request only.
need_python_torch() {
  local argument
  for argument; do
    [[ $argument != --python ]] || install_locked "Python's PyTorch, which bench compares with" python3-torch
  done
}

# mpirun for an `eval` whose ranks are processes. Any implementation will do, and without that option none is needed.
need_mpi() {
  local argument before=
  for argument; do
    [[ $before$argument != --ranks*processes ]] || type -P mpirun >/dev/null || install_locked "$mpi" openmpi-bin
    before=
    [[ $argument != --ranks ]] || before='--ranks '
  done
}

# The programs that tests start: program, Debian package, description. MPICH is the second MPI implementation.
test_programs=(
  'mpirun openmpi-bin Open MPI, which tests of several processes start'
  'mpirun.mpich mpich MPICH, the second MPI that is tested'
)

# need_test_programs: installs them, and sets `missing_programs` to those that cannot be installed, as "PROGRAM PACKAGE".
need_test_programs() {
  local line program package what
  missing_programs=()
  for line in "${test_programs[@]}"; do
    read -r program package what <<<"$line"
    type -P "$program" >/dev/null || (install_locked "$what" "$package") || missing_programs+=("$program $package")
  done
}

# A lock keeps launchers that start at the same time, such as the ranks of a job, from installing a package twice.
install_locked() {
  lock
  install_packages "$@"
  unlock
}

# missing_packages NAME…: prints those that are not installed.
missing_packages() {
  local name status
  for name; do
    status=$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null) || status=unknown
    [[ $status == installed ]] || printf '%s ' "$name"
  done
}

# install_packages WHAT NAME…: WHAT is the purpose, for messages.
install_packages() {
  local what=$1 log=$state/logs/apt.log missing command as_root=()
  shift
  read -ra missing <<<"$(missing_packages "$@")"
  ((${#missing[@]})) || return 0

  command="apt-get install -y ${missing[*]}"
  type -P apt-get >/dev/null || die "missing: $what; there is no apt-get here, on Debian it would be:" "$command"
  if [[ $(id -u) != 0 ]]; then
    command="sudo $command"
    can_sudo || die "missing: $what; only root may install it, so run this, then start again:" "$command"
    as_root=(sudo)
  fi

  if ! step "installing $what (${missing[*]})" "$log" apt_install; then
    show_log "$log"
    die "apt could not install $what; the command was" "$command"
  fi
}

# The package lists may be missing or outdated: they are updated only if the first attempt fails.
apt_install() {
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120)
  "${apt[@]}" install -y --no-install-recommends "${missing[@]}" && return
  printf '\n-- once more, with fresh package lists --\n\n'
  "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends "${missing[@]}"
}

# Whether sudo needs no password, or a user is there to type it.
can_sudo() {
  type -P sudo >/dev/null || return 1
  sudo -n true 2>/dev/null && return
  [[ -t 0 && -t 2 ]] || return 1
  say "sudo asks for your password, to install packages"
  sudo -v
}
