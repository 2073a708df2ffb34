#!/usr/bin/env bash
# Sets the machine up, builds everything once and runs every test project.
#   ./test.sh [--acceptance] [NAME…]
# --acceptance also runs tests/Acceptance (real models, real files). NAME runs only the projects whose name holds it.
# The last line is "N passed, N failed, N skipped". Ends with 1 when a test failed, a project crashed or nothing ran.
set -euo pipefail

root=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
source "$root/eng/setup.sh"

# A test project that hangs is ended after this time and counts as failed. Acceptance kills and continues fifty runs.
readonly limit_seconds=900 acceptance_seconds=3600

# Reports are tested in a browser.
browser=yes
acceptance=no
declare -a names=()
for argument in "$@"; do
    case "$argument" in
        --acceptance) acceptance=yes ;;
        -h | --help) sed -n '2,5s/^# \?//p' "${BASH_SOURCE[0]}"; exit 0 ;;
        -*) say "Option '$argument' is not known. Expected --acceptance or names of test projects."; exit 2 ;;
        *) names+=("$argument") ;;
    esac
done

mkdir -p "$artifacts"
(
    flock 9
    install_packages
    build_and_publish "$root/ImageAnalytics.sln"
) 9>"$artifacts/build.lock"

declare -a projects=("$root"/tests/*.Tests/*.csproj)
if [[ $acceptance == yes ]]; then
    projects+=("$root"/tests/Acceptance/*.csproj)
fi

is_wanted() {
    local name
    [[ ${#names[@]} -gt 0 ]] || return 0
    for name in "${names[@]}"; do
        [[ "$1" != *"$name"* ]] || return 0
    done
    return 1
}

# count NAME FILE: one number of the result file's <assembly> element.
count() { grep -o '<assembly [^>]*>' "$2" | head -n 1 | grep -oE " $1=\"[0-9]+\"" | grep -oE '[0-9]+'; }

# A test project has a process group of its own, which Ctrl-C does not reach.
running=""
stop() {
    [[ -z "$running" ]] || kill -TERM "$running" 2>/dev/null || true
    wait || true
    exit 130
}
trap stop INT TERM

results="$artifacts/test-results"
rm -rf "$results"
mkdir -p "$results"
passed=0 failed=0 skipped=0
for project in "${projects[@]}"; do
    [[ -f "$project" ]] || continue
    name=$(basename "$project" .csproj)
    is_wanted "$name" || continue
    file="$results/$name.xml"
    executable="$(dirname "$project")/bin/$configuration/net10.0/linux-x64/$name"
    started=$SECONDS
    code=0
    limit=$limit_seconds
    [[ $name != Acceptance ]] || limit=$acceptance_seconds
    # The tests run the program as run.sh does.
    set -m # a job of its own, in which Ctrl-C is not ignored: some tests send it
    (cd "$root" && IMAGEANALYTICS_PROGRAM="$program" exec timeout --kill-after=10 "$limit" "$executable" \
        -noLogo -noColor -noAutoReporters -reporter quiet -result-xml "$file" </dev/null) &
    running=$!
    set +m
    wait "$running" || code=$?
    running=""
    if [[ -s "$file" ]] && p=$(count passed "$file") && f=$(count failed "$file") && s=$(count skipped "$file") && e=$(count errors "$file"); then
        f=$((f + e))
        # Ended badly although no test failed: still a failure.
        if [[ $code -ne 0 && $f -eq 0 && $((p + s)) -gt 0 ]]; then f=1; fi
        printf '%s: %s passed, %s failed, %s skipped (%s s)\n' "$name" "$p" "$f" "$s" "$((SECONDS - started))"
    else
        p=0 f=1 s=0
        reason="exit code $code"
        if [[ $code -eq 124 || $code -eq 137 ]]; then reason="more than $limit s"; fi
        printf '%s: gave no result (%s)\n' "$name" "$reason"
    fi
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
done

printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
[[ $failed -eq 0 && $passed -gt 0 ]]
