# Decides where torch comes from and writes it down: .lossdsl/torch.props for MSBuild and IDEs, .lossdsl/torch for the
# next start. Sets: backend, libtorch (the library that system uses), reason.
# shellcheck shell=bash

prepare_torch() {
  need_sdk
  remember_wish
  torch_is_ready && return
  lock
  torch_is_ready || decide_torch
  unlock
}

# --torch holds until another --torch; auto forgets it, and what was found out.
remember_wish() {
  local version
  forced=
  mkdir -p "$state" || die "cannot write to $state; make the clone writable:" "sudo chown -R \"\$USER\" '$root'"
  case $wanted in
    '') ;;
    auto) rm -f "$state/forced" "$state/torch" ;;
    *) printf '%s\n' "$wanted" >"$state/forced" ;;
  esac
  [[ ! -e $state/forced ]] || forced=$(<"$state/forced")

  [[ $(<"$root/Directory.Packages.props") =~ Include=\"TorchSharp\"\ Version=\"([^\"]+)\" ]]
  version=${BASH_REMATCH[1]}
  decided_for="version=$version forced=$forced libtorch=${LIBTORCH:-}"
}

# What was decided still holds when its grounds are the same and the library is still there.
torch_is_ready() {
  local grounds
  [[ -e $state/torch && -e $state/torch.props ]] || return 1
  {
    IFS= read -r grounds && IFS= read -r backend && IFS= read -r libtorch && IFS= read -r reason
  } <"$state/torch" || return 1
  [[ $grounds == "$decided_for" ]] || return 1
  [[ $backend != system || -e $libtorch ]]
}

decide_torch() {
  local version=${decided_for#version=}
  libtorch=
  if [[ -n $forced ]]; then
    backend=$forced reason="--torch $forced was asked for"
  elif [[ -n ${LIBTORCH:-} ]]; then
    backend=system reason="LIBTORCH names $LIBTORCH"
  elif can_restore_torchsharp "${version%% *}" && can_load_torchsharp; then
    backend=nuget reason=$finding
  else
    backend=system reason=$finding
  fi

  case $backend in
    nuget) say "torch comes from the package TorchSharp (CPU), because $reason" ;;
    cuda) say "torch comes from the package TorchSharp (CUDA), because $reason" ;;
    system) say "torch comes from this machine (system), because $reason"; find_libtorch ;;
  esac
  write_decision
}

find_libtorch() {
  if [[ -z ${LIBTORCH:-} ]]; then
    install_packages "Debian's libtorch and a C++ compiler" libtorch-dev libopenblas0-pthread g++
    libtorch=$(dpkg-query -L libtorch-dev | sed -n '/\/libtorch\.so$/p')
    [[ -e $libtorch ]] || die "libtorch-dev is installed, but its libtorch.so is not there; this brings it back:" \
      "apt-get install --reinstall libtorch-dev"
    return
  fi
  libtorch=$(realpath -m "$LIBTORCH")/lib/libtorch.so
  [[ -e $libtorch && -d $LIBTORCH/include ]] || die \
    "LIBTORCH=$LIBTORCH holds no libtorch (lib/libtorch.so and include/); for the one of a Python environment:" \
    "LIBTORCH=\$(python3 -c 'import torch; print(torch.__path__[0])') ./lossdsl setup"
  install_packages "a C++ compiler" g++
}

# An unchanged file keeps its time, so that nothing is built again for it; a changed one appears at once.
write_decision() {
  local folder=
  if [[ -n ${LIBTORCH:-} && $backend == system ]]; then
    folder=$(sed 's/&/\&amp;/g; s/</\&lt;/g' <<<"${libtorch%/lib/libtorch.so}")
  fi
  replace "$state/torch.props" <<XML
<Project>
  <!-- Written by ./lossdsl, whose option torch changes it. -->
  <PropertyGroup>
    <TorchBackend>$backend</TorchBackend>
    <LibTorchPath>$folder</LibTorchPath>
  </PropertyGroup>
</Project>
XML
  printf '%s\n' "$decided_for" "$backend" "$libtorch" "$reason" | replace "$state/torch"
}

replace() {
  cat >"$1.new"
  if cmp -s "$1.new" "$1"; then rm "$1.new"; else mv "$1.new" "$1"; fi
}

# One launcher at a time prepares; the others wait and then find all done.
lock() {
  exec 9>"$state/lock"
  flock -n 9 && return
  say "waiting for another start of this launcher, which is preparing this clone"
  flock 9
}

unlock() { exec 9>&-; }
