#!/usr/bin/env bash
# Measures the engine against the bare limit (decode + prepare + session.Run) on this machine, in one run.
#   benchmarks/run.sh [--images N] [--repetitions N] [--models fastestdet,nanodet-m,photos] [--shared DIR] [--check]
# --check ends with 1 when a budget is missed.
set -euo pipefail

root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
source "$root/eng/setup.sh"

prepare_program
(
    flock 9
    build "$root/benchmarks/ImageAnalytics.Benchmarks/ImageAnalytics.Benchmarks.csproj"
) 9>"$artifacts/build.lock"
exec "$root/benchmarks/ImageAnalytics.Benchmarks/bin/$configuration/net10.0/linux-x64/ImageAnalytics.Benchmarks" --root "$root" "$@"
