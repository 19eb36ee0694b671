# Builds if a source changed since the last build. Comparing file times takes the place of MSBuild's own check, which takes
# seconds.
# shellcheck shell=bash

# output_path PROJECT: prints the path of a project's program; PROJECT is a path such as src/LossDsl.Cli.
output_path() { printf '%s' "$root/artifacts/$backend/bin/${1##*/}/release/${1##*/}.dll"; }

# build_if_stale PROJECT|LossDsl.sln: builds if necessary. `prepare` must have run.
build_if_stale() {
  local what=$1 status=0
  is_built "$what" && return
  lock
  is_built "$what" || build "$what" || status=$?
  unlock
  return "$status"
}

# The time stamps are beside the output, so that deleting artifacts/ causes a build. A build of the solution covers every program.
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

# changed_since FILE PROJECT|LossDsl.sln [-type f]: prints the first source that is newer than FILE. A folder is newer if a
# file in it was added or deleted. Lock files are ignored, since the build itself writes them.
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

  # A source that was saved during the build may not be part of it: then the stamp gets the time when the build started.
  # Folders are ignored here, since the build itself adds lock files to them.
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
