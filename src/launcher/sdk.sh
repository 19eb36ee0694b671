# Finds the .NET SDK that global.json requires. Sets: dotnet (the program), sdk (its version).
# shellcheck shell=bash

need_sdk() {
  local candidate needed others=
  [[ $(<"$root/global.json") =~ \"version\":\ *\"([0-9]+\.[0-9]+)\. ]]
  needed=${BASH_REMATCH[1]}

  for candidate in "$(type -P dotnet || true)" "${DOTNET_ROOT:-}/dotnet" "${HOME:-}/.dotnet/dotnet"; do
    [[ -f $candidate && -x $candidate ]] || continue
    sdk=$(newest_sdk "$candidate" "$needed")
    if [[ $sdk == "$needed".[1-9]?? ]]; then
      use_dotnet "$candidate"
      return
    fi
    others+="${others:+, }$candidate with ${sdk:-no SDK}"
  done

  die "the .NET SDK $needed is needed, and here is ${others:-none}; this installs it:" "$(sdk_command "$needed")"
}

# newest_sdk PROGRAM NEEDED: prints the newest SDK of the needed version, or of any, from the names of folders, which is fast.
newest_sdk() {
  local home folder newest=
  home=$(dirname "$(readlink -f "$1")")
  for folder in "$home"/sdk/[0-9]*/; do
    [[ -d $folder ]] || continue
    folder=$(basename "$folder")
    [[ $newest == "$2".[1-9]?? && $folder != "$2".[1-9]?? ]] || newest=$folder
  done
  # A wrapper script keeps its SDKs elsewhere, so it is asked for them.
  [[ -n $newest ]] || newest=$(cd "$root" && "$1" --version 2>/dev/null) || newest=
  printf '%s' "$newest"
}

use_dotnet() {
  dotnet=$1
  [[ $(type -P dotnet || true) == "$dotnet" ]] || export DOTNET_ROOT=${dotnet%/*} PATH=${dotnet%/*}:$PATH
}

sdk_command() {
  local fetch="curl -sSL"
  type -P curl >/dev/null || fetch="wget -qO-"
  printf '%s https://dot.net/v1/dotnet-install.sh | bash -s -- --channel %s' "$fetch" "$1"
}

# with_sdk COMMAND…: runs a command in the root, where global.json is, with English messages and without ICU.
with_sdk() (
  cd "$root"
  export DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
  export DOTNET_GENERATE_ASPNET_CERTIFICATE=false
  exec "$@"
)
