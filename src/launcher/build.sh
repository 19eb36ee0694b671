# Builds when something changed since the last build. A look at file times replaces MSBuild's own, which takes seconds.
# shellcheck shell=bash

# prepare_program: sets program, which is up to date then.
prepare_program() {
  prepare_torch
  build_if_stale program || exit 2
  program=$root/artifacts/$backend/bin/LossDsl.Cli/release/lossdsl.dll
}

# build_if_stale program|solution: needs prepare_torch to have run.
build_if_stale() {
  local what=$1 status=0
  built_for="sdk=$sdk libtorch=$([[ -z $libtorch ]] || stat -Lc '%n %s %Y' "$libtorch")"
  is_built "$what" && return
  lock
  is_built "$what" || build "$what" || status=$?
  unlock
  return "$status"
}

# The stamps live with what they speak of: who deletes artifacts/ gets it built again. The solution has the program.
is_built() {
  local stamps=$root/artifacts/$backend
  is_fresh "$stamps/solution.stamp" solution && return
  [[ $1 == program ]] && is_fresh "$stamps/program.stamp" program
}

is_fresh() {
  [[ -e $1 && $(<"$1") == "$built_for" ]] || { why="first build"; [[ ! -e $1 ]] || why="the SDK or libtorch changed"; return 1; }
  [[ -e ${1%/*}/bin/LossDsl.Cli/release/lossdsl.dll ]] || { why="first build"; return 1; }
  why=$(changed_since "$1" "$2")
  [[ -z $why ]] || { why="${why#"$root"/} changed"; return 1; }
}

# changed_since FILE program|solution: the first source that is newer. A folder is newer when something in it was
# added or deleted; lock files are what a build itself writes.
changed_since() {
  local place places=()
  for place in src generators analyzers Directory.Build.props Directory.Build.targets Directory.Packages.props \
    global.json .editorconfig nuget.config NuGet.config .lossdsl/torch.props; do
    [[ ! -e $root/$place ]] || places+=("$root/$place")
  done
  [[ $2 != solution ]] || places+=("$root/tests" "$root/LossDsl.sln")
  find "${places[@]}" \( -name bin -o -name obj -o -path "$launcher" \) -prune \
    -o -newer "$1" ! -name 'packages.*.lock.json' -print -quit
}

build() {
  local what=$1 log=$state/logs/build.log stamp=$root/artifacts/$backend/$1.stamp target=LossDsl.sln
  [[ $what != program ]] || target=src/LossDsl.Cli/LossDsl.Cli.csproj
  mkdir -p "${stamp%/*}"
  rm -f "$stamp"
  : >"$stamp.began"

  if ! step "building the $what ($why)" "$log" with_sdk "$dotnet" build "$target" -c Release -nologo -v:minimal -tl:off; then
    show_log "$log"
    explain_build "$log"
    return 1
  fi

  # What was saved while the build ran may have come too late for it: then the stamp is as old as the build's begin.
  printf '%s\n' "$built_for" >"$stamp.new"
  [[ -z $(find "$root/src" "$root/generators" "$root/analyzers" -name obj -prune -o -type f -newer "$stamp.began" \
    ! -name 'packages.*.lock.json' -print -quit) ]] || touch -r "$stamp.began" "$stamp.new"
  rm "$stamp.began"
  mv "$stamp.new" "$stamp"
}

explain_build() {
  if grep -qE 'NU110[12]: Unable to find package (TorchSharp|libtorch)' "$1"; then
    say "the package feed has no TorchSharp for the backend '$backend'; this machine's own libtorch may do:"
    say "  ./lossdsl setup --torch system"
  elif grep -q 'NU1301' "$1"; then
    say "the package feed does not answer; once it does, start again"
  elif grep -q 'NU1004' "$1"; then
    say "a lock file does not fit its project; this writes them anew: CI=false dotnet restore LossDsl.sln --force-evaluate"
  fi
}
