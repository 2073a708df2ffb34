#!/usr/bin/env bash
# Runs ImageAnalytics from a clone: sets the machine up, builds what has changed, and becomes the program.
# Arguments are the program's; without any it does what the program does without arguments.
# Prints nothing of its own once built; before that, only to standard error.
set -euo pipefail

root=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
source "$root/eng/setup.sh"

prepare_program
case "${1:-}" in train | tune) prepare_torch ;; esac
exec "$program" "$@"
