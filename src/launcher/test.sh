# Builds everything, runs all test projects one after the other, and adds up their counts.
# shellcheck shell=bash

# Parses the summary line of a test program. Errors are failures outside of a test and not part of the total; tests that were
# not run are explicit ones and part of it. A program without tests prints the total alone.
counts='Total: ([0-9]+), Errors: ([0-9]+), Failed: ([0-9]+), Skipped: ([0-9]+), Not Run: ([0-9]+)'

run_tests() {
  local project name dll program
  passed=0 failed=0 skipped=0
  prepare
  need_test_programs
  for program in "${missing_programs[@]%% *}"; do
    set -- "$@" -trait- "Needs=$program"
  done
  if ! build_if_stale LossDsl.sln; then
    failed=1
    print_summary
  fi

  for project in "$root"/tests/*/*.csproj; do
    [[ -e $project ]] || continue
    name=$(basename "$project" .csproj)
    dll=$(output_path "tests/$name")
    if ! grep -qF "$name.csproj" "$root/LossDsl.sln"; then
      fail_project "$name" "is not in LossDsl.sln, so it was not built"
    elif is_test_program "$dll"; then
      run_project "$name" "$dll" "$@"
    fi
  done
  for program in "${missing_programs[@]}"; do
    report_skipped_tests $program
  done
  print_summary
}

# report_skipped_tests PROGRAM PACKAGE: counts the tests of a missing program as one skipped test.
report_skipped_tests() {
  printf '%-36s skipped, since %s cannot be installed here; for root: apt-get install -y %s\n' "tests that need $1" "$1" "$2"
  skipped=$((skipped + 1))
}

# A library has no program, and a program that is not a test program (a benchmark) has no xunit beside it.
is_test_program() { [[ -e ${1%.dll}.runtimeconfig.json && -e ${1%/*}/xunit.v3.core.dll ]]; }

# run_project NAME DLL [FILTER…]: prints a line with the counts; after failures, the program's whole output first.
run_project() {
  local name=$1 dll=$2 log=$state/logs/$1.log status=0 began=$SECONDS summary good bad omitted unrun
  shift 2
  run_with_progress "testing $name" "$log" "$dotnet" exec "$dll" -nocolor "$@" || status=$?

  summary=$(grep ' Total: ' "$log" | tail -n 1) || true
  [[ $summary != *' Total: 0' ]] || summary+=', Errors: 0, Failed: 0, Skipped: 0, Not Run: 0'
  if ! [[ $summary =~ $counts ]]; then
    cat "$log"
    fail_project "$name" "ended with code $status before it had counted its tests"
    return
  fi
  bad=$((BASH_REMATCH[2] + BASH_REMATCH[3])) omitted=${BASH_REMATCH[4]} unrun=${BASH_REMATCH[5]}
  good=$((BASH_REMATCH[1] - BASH_REMATCH[3] - omitted - unrun))
  ((status == 0 || bad > 0)) || bad=1
  if ((good + bad + omitted == 0)); then
    (($#)) || fail_project "$name" "ran no test"
    return 0
  fi

  ((bad == 0)) || cat "$log"
  printf '%-36s %5d passed, %d failed, %d skipped, %d s\n' "$name" "$good" "$bad" "$omitted" "$((SECONDS - began))"
  passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + omitted))
}

fail_project() {
  printf '%-36s %s\n' "$1" "$2"
  failed=$((failed + 1))
}

# CI reads the last line, so nothing may follow it.
print_summary() {
  ((passed + failed + skipped > 0)) || say "no test ran"
  printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  ((failed == 0 && passed + skipped > 0)) || exit 1
  exit 0
}
