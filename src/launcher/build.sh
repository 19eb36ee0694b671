# Builds when something changed since the last build. Comparing file times replaces MSBuild's own check, which takes
# seconds.
# shellcheck shell=bash

# output_of PROJECT: the program of a project, such as src/LossDsl.Cli.
output_path() { printf '%s' "$root/artifacts/$backend/bin/${1##*/}/release/${1##*/}.dll"; }

# build_if_stale PROJECT|LossDsl.sln: needs prepare to have run.
build_if_stale() {
  local what=$1 status=0
  is_built "$what" && return
  lock
  is_built "$what" || build "$what" || status=$?
  unlock
  return "$status"
}

# The stamps stand beside the output: deleting artifacts/ has it built again. The solution has every program.
is_built() {
  is_fresh LossDsl.sln || { [[ $1 != LossDsl.sln ]] && is_fresh "$1"; }
}

is_fresh() {
  local stamp=$root/artifacts/$backend/${1##*/}.stamp program=$1
  [[ $1 != LossDsl.sln ]] || program=src/LossDsl.Cli
  why="first build"
  [[ -e $stamp && -e $(output_path "$program") ]] || return 1
  why="the SDK changed"
  [[ $(<"$stamp") == "$sdk" ]] || return 1
  why=$(changed_since "$stamp" "$1")
  why=${why:+"${why#"$root"/} changed"}
  [[ -z $why ]]
}

# changed_since FILE PROJECT|LossDsl.sln [-type f]: the first source that is newer. A folder is newer when something in
# it was added or deleted; lock files are what a build itself writes.
changed_since() {
  local file=$1 what=$2 place places=()
  shift 2
  for place in src generators analyzers Directory.Build.props Directory.Build.targets Directory.Packages.props \
    global.json .editorconfig nuget.config NuGet.config .lossdsl/torch; do
    [[ ! -e $root/$place ]] || places+=("$root/$place")
  done
  case $what in
    LossDsl.sln) places+=("$root/tests" "$root/LossDsl.sln") ;;
    tests/*) places+=("$root/$what" "$root/tests/Shared") ;;
  esac
  find "${places[@]}" \( -name bin -o -name obj -o -path "$launcher" \) -prune \
    -o "$@" -newer "$file" ! -name packages.lock.json -print -quit
}

build() {
  local what=$1 log=$state/logs/build.log stamp=$root/artifacts/$backend/${1##*/}.stamp
  mkdir -p "${stamp%/*}"
  rm -f "$stamp"
  : >"$stamp.began"

  if ! step "building ${what##*/} ($why)" "$log" \
    with_sdk "$dotnet" build "$what" -c Release -nologo -v:minimal -tl:off; then
    show_log "$log"
    explain_build "$log"
    return 1
  fi
  grep -F 'GLIBCXX_' "$log" | sed "s|^ *$root/||; s|^|lossdsl: |" >&2 || true

  # What was saved while the build ran may have come too late for it: then the stamp is as old as the build's begin.
  # Folders do not count here: the build itself adds lock files to them.
  printf '%s\n' "$sdk" >"$stamp.new"
  [[ -z $(changed_since "$stamp.began" "$what" -type f) ]] || touch -r "$stamp.began" "$stamp.new"
  rm "$stamp.began"
  mv "$stamp.new" "$stamp"
}

explain_build() {
  local missing
  missing=$(grep -oiE 'NU110[12]: Unable to find package (TorchSharp|libtorch)[-a-z0-9]*( with version [^)]*\))?' "$1" | head -n 1) || true
  if [[ -n $missing ]]; then
    say "the package feed lacks ${missing##*package }, which LossDsl is built on; dotnet nuget add source adds a feed that has it"
  elif grep -q 'NU1301' "$1"; then
    say "the package feed does not answer; once it does, start again"
  elif grep -q 'NU1004' "$1"; then
    say "a lock file does not fit its project; this writes them anew:"
    say "  CI=false dotnet restore LossDsl.sln --force-evaluate"
  fi
}
