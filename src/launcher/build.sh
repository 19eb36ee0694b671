# Builds when something changed since the last build. A look at file times replaces MSBuild's own, which takes seconds.
# shellcheck shell=bash

# prepare_program VERB: sets program, which is up to date then.
prepare_program() {
  local project
  project=$(program_of "$1")
  prepare_torch
  build_if_stale "$project" || exit 2
  program=$root/artifacts/$backend/bin/${project##*/}/release/${project##*/}.dll
}

# program_of VERB: the folder of the project that has the verb.
program_of() {
  case $1 in
    eval) printf 'tests/LossDsl.Goldens' ;;
    bench) printf 'tests/LossDsl.Bench' ;;
    *) printf 'src/LossDsl.Cli' ;;
  esac
}

# build_if_stale PROJECT|solution: needs prepare_torch to have run.
build_if_stale() {
  local what=$1 status=0
  built_for="sdk=$sdk"
  [[ -z $libtorch ]] || built_for+=" libtorch=$(stat -Lc '%n %s %Y' "$libtorch")"
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
  [[ $1 != solution ]] && is_fresh "$stamps/${1##*/}.stamp" "$1"
}

is_fresh() {
  local name=LossDsl.Cli
  [[ $2 == solution ]] || name=${2##*/}
  why="first build"
  [[ -e $1 && -e ${1%/*}/bin/$name/release/$name.dll ]] || return 1
  why="the SDK or libtorch changed"
  [[ $(<"$1") == "$built_for" ]] || return 1
  why=$(changed_since "$1" "$2")
  why=${why:+"${why#"$root"/} changed"}
  [[ -z $why ]]
}

# changed_since FILE PROJECT|solution [-type f]: the first source that is newer. A folder is newer when something in it
# was added or deleted; lock files are what a build itself writes.
changed_since() {
  local file=$1 what=$2 place places=()
  shift 2
  for place in src generators analyzers Directory.Build.props Directory.Build.targets Directory.Packages.props \
    global.json .editorconfig nuget.config NuGet.config .lossdsl/torch.props; do
    [[ ! -e $root/$place ]] || places+=("$root/$place")
  done
  case $what in
    solution) places+=("$root/tests" "$root/LossDsl.sln") ;;
    tests/*) places+=("$root/$what" "$root/tests/Shared" "$root/tests/Directory.Build.props") ;;
  esac
  find "${places[@]}" \( -name bin -o -name obj -o -path "$launcher" \) -prune \
    -o "$@" -newer "$file" ! -name 'packages.*.lock.json' -print -quit
}

build() {
  local what=$1 log=$state/logs/build.log stamp=$root/artifacts/$backend/${1##*/}.stamp target=LossDsl.sln
  [[ $what == solution ]] || target=$what/${what##*/}.csproj
  mkdir -p "${stamp%/*}"
  rm -f "$stamp"
  forget_other_libtorch
  : >"$stamp.began"

  if ! step "building ${what##*/} ($why)" "$log" \
    with_sdk "$dotnet" build "$target" -c Release -nologo -v:minimal -tl:off; then
    show_log "$log"
    explain_build "$log"
    return 1
  fi

  # What was saved while the build ran may have come too late for it: then the stamp is as old as the build's begin.
  # Folders do not count here: the build itself adds lock files to them.
  printf '%s\n' "$built_for" >"$stamp.new"
  [[ -z $(changed_since "$stamp.began" "$what" -type f) ]] || touch -r "$stamp.began" "$stamp.new"
  rm "$stamp.began"
  mv "$stamp.new" "$stamp"
}

# MSBuild sees when another libtorch is named, but not when the one of that name was upgraded.
forget_other_libtorch() {
  local native=$root/artifacts/$backend/native
  [[ ! -d $native || $(cat "$native/built.for" 2>/dev/null) == "$built_for" ]] || rm -rf "$native"
  [[ -z $libtorch ]] || { mkdir -p "$native" && printf '%s\n' "$built_for" >"$native/built.for"; }
}

explain_build() {
  if grep -qE 'NU110[12]: Unable to find package (TorchSharp|libtorch)' "$1"; then
    say "the package feed has no TorchSharp for the backend '$backend'; this machine's own libtorch may do:"
    say "  ./lossdsl setup --torch system"
  elif grep -q 'NU1301' "$1"; then
    say "the package feed does not answer; once it does, start again"
  elif grep -q 'NU1004' "$1"; then
    say "a lock file does not fit its project; this writes them anew:"
    say "  CI=false dotnet restore LossDsl.sln --force-evaluate"
  fi
}
