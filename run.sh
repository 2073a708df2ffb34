#!/usr/bin/env bash
# Runs ImageAnalytics from a clone: sets the machine up, builds what has changed, and becomes the program.
# Arguments are the program's; without any it does what the program does without arguments.
# Prints nothing of its own once built; before that, only to standard error.
set -euo pipefail

root=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
source "$root/eng/setup.sh"

prepare_program
if [[ " train tune " == *" ${1:-none} "* && " $* " != *" --help "* && " $* " != *" -h "* && " $* " != *" -? "* ]]; then
    # What trains needs 500 MB more, but not where others are named. What needs it not, such as tuning a pipeline, goes on without; the others say what is missing.
    [[ -n "${IMAGEANALYTICS_TORCH:-}" ]] || (prepare_torch) || say "The libraries for training could not be gathered; going on without them."
    # Each step takes and frees the same large blocks: kept by the process, they need no new pages (a tenth to a sixth of the time).
    export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-1}" MALLOC_MMAP_THRESHOLD_="${MALLOC_MMAP_THRESHOLD_:-33554432}" MALLOC_TRIM_THRESHOLD_="${MALLOC_TRIM_THRESHOLD_:-8000000000}"
fi

# A service for somebody who wants to see one: without a configuration of its own, serve takes the sample's, and the sample's pictures are drawn.
sample="$root/samples/serve/appsettings.json"
if [[ "${1:-}" == serve && " $* " != *" --help "* && " $* " != *" -h "* && " $* " != *" -? "* ]]; then
    if [[ " $* " != *" --config"* && " $* " != *" -c"* && ! -e appsettings.json ]]; then
        say "There is no appsettings.json here, so the sample's configuration is served: $sample"
        set -- "$@" --config "$sample"
    fi
    for argument in "$@"; do
        if [[ "$(readlink -f -- "${argument#--config=}")" == "$sample" && ! -e "$root/output/serve-samples/line" ]]; then
            "$program" samples --output "$root/output/serve-samples" --only line --count 20 >&2
        fi
    done
fi
exec "$program" "$@"
