#!/usr/bin/env bash
# Fuzzes what reads files. Builds, instruments a copy of the assemblies in artifacts/fuzz, and works on one target after the other until
# all together were run N times, earlier sessions included. Stop it with Ctrl+C at any time and start it again.
#   tests/Fuzz/fuzz.sh [TARGET…] [--executions N] [--seconds S]   N is 10,000,000, S (of one turn) 10, where not given
#   tests/Fuzz/fuzz.sh table                                      what was done so far
#   tests/Fuzz/fuzz.sh replay [TARGET…]                           runs all kept inputs and findings once more
#   tests/Fuzz/fuzz.sh minimise [TARGET…]                         puts the few inputs that take every branch in the place of the kept ones
# Ends with 1 when something was found: artifacts/fuzz/state/TARGET/findings holds inputs and stack traces.
set -euo pipefail

root=$(dirname "$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")")
source "$root/eng/setup.sh"

readonly fuzz="$artifacts/fuzz"
readonly version=2.3.0
readonly built="$root/tests/Fuzz/bin/$configuration/net10.0/linux-x64"

# What is ours, and the two libraries that parse for us.
readonly -a instrumented=(Engine Faces Imaging Inference Reporting Results Sdk Training)
readonly -a libraries=(YamlDotNet MetadataExtractor Superpower)

case "${1:-}" in -h | --help) sed -n '2,8s/^# \?//p' "${BASH_SOURCE[0]}"; exit 0 ;; esac

mkdir -p "$fuzz"
(
    flock 9
    install_packages
    build "$root/tests/Fuzz/Fuzz.csproj"
    [[ -x "$fuzz/tool/sharpfuzz" ]] || dotnet tool install SharpFuzz.CommandLine --version "$version" --tool-path "$fuzz/tool" >/dev/null
    digest=$(find "$built" -name '*.dll' -printf '%p %s %T@\n' | LC_ALL=C sort | sha256sum)
    if [[ ! -f "$fuzz/program.stamp" || "$(<"$fuzz/program.stamp")" != "$digest" ]]; then
        # Beside, then in its place: a session that runs keeps the copy that it has loaded.
        rm -rf "$fuzz/program.new" && cp -r "$built" "$fuzz/program.new"
        for name in "${instrumented[@]/#/ImageAnalytics.}" "${libraries[@]}"; do
            "$fuzz/tool/sharpfuzz" "$fuzz/program.new/$name.dll"
        done
        rm -rf "$fuzz/program.old"
        [[ ! -d "$fuzz/program" ]] || mv "$fuzz/program" "$fuzz/program.old"
        mv "$fuzz/program.new" "$fuzz/program"
        printf '%s' "$digest" >"$fuzz/program.stamp"
    fi
) 9>"$artifacts/build.lock"

cd "$root"
exec "$fuzz/program/ImageAnalytics.Fuzz" "$@"
