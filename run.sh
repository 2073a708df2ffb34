#!/usr/bin/env bash
# Runs ImageAnalytics from a clone: sets the machine up, builds what has changed, and becomes the program.
# Arguments are the program's; without any it does what the program does without arguments.
# Prints nothing of its own once built; before that, only to standard error.
set -euo pipefail

root=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
source "$root/eng/setup.sh"

is_fresh() { [[ -x "$program" && -f "$stamp" && "$(<"$stamp")" == "$1" ]]; }

# Only what runs is built: the program and every plugin. A filter lets one call build them all.
write_filter() {
    local filter="$artifacts/run.slnf" project comma=""
    {
        printf '{ "solution": { "path": "../ImageAnalytics.sln", "projects": ['
        for project in "$root"/src/ImageAnalytics.Cli/*.csproj "$root"/plugins/*/*.csproj; do
            project=${project#"$root"/}
            printf '%s\n  "%s"' "$comma" "${project//\//\\\\}"
            comma=,
        done
        printf '\n] } }\n'
    } >"$filter"
    printf '%s' "$filter"
}

before=$(sources_digest)
if ! is_fresh "$before" || [[ -n "$(missing_packages)" ]]; then
    mkdir -p "$artifacts"
    # Two at once: the second waits, then finds the work done.
    (
        flock 9
        install_packages
        before=$(sources_digest)
        if ! is_fresh "$before"; then
            filter=$(write_filter)
            build "$filter"
            printf '%s\n' "$before" >"$stamp" # as it was before the build: an edit made meanwhile is noticed next time
        fi
    ) 9>"$artifacts/build.lock"
fi

exec "$program" "$@"
