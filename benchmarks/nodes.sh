#!/usr/bin/env bash
# Measures nodes on this machine: two of one core each against one, and what sharing out costs against a plain run.
#   benchmarks/nodes.sh [--images N] [--shard-images N] [--light]
# Two detectors and a classifier look at every picture; with --light only a classifier does, a millisecond or two an image.
# Needs root and Debian's postgresql: a server with a folder and a port of its own is started as the user postgres and stopped at the end.
set -euo pipefail

root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
images=4096 shard=512 light=
while [ $# -gt 0 ]; do
    case $1 in
        --images) images=$2; shift 2 ;;
        --shard-images) shard=$2; shift 2 ;;
        --light) light=1; shift ;;
        *) sed -n '2,5s/^# *//p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
    esac
done

source "$root/eng/setup.sh"
prepare_program
tools=$(ls -d /usr/lib/postgresql/*/bin | tail -n 1)
work=$(mktemp -d) port=15927 nodes=()
mkdir "$work/server" && chown postgres "$work/server" && chmod 755 "$work"
finish() {
    for node in "${nodes[@]}"; do kill "$node" 2>/dev/null || true; done
    wait || true
    runuser -u postgres -- "$tools/pg_ctl" -D "$work/server/data" -m immediate stop >/dev/null || true
    rm -rf "$work"
}
trap finish EXIT
(cd / && runuser -u postgres -- "$tools/initdb" -D "$work/server/data" -U images -A trust >/dev/null)
printf "port=%s\nunix_socket_directories='%s'\n" "$port" "$work/server" >>"$work/server/data/postgresql.conf"
(cd / && runuser -u postgres -- "$tools/pg_ctl" -D "$work/server/data" -l "$work/server/log" -w start >/dev/null)

export HOME=$work XDG_DATA_HOME=$work/data
jobs="Host=127.0.0.1;Port=$port;Username=images;Database=postgres"
"$program" samples --output "$work/drawn" --only line --count "$images" --seed 5 --width 640 --height 480 >/dev/null 2>&1
{
    printf '%s\n' 'name: kinds' 'problem: What kinds of parts are there?' 'steps:'
    if [ -n "$light" ]; then
        printf '%s\n' '  - { id: kind, plugin: classifier, model: parts-kind }'
    else
        printf '%s\n' '  - { id: parts, plugin: single-shot-detector, model: parts-single-shot }' \
            '  - { id: second-look, plugin: region-proposal-detector, model: parts-two-stage }' \
            '  - { id: kind, plugin: classifier, model: parts-kind, on: parts }'
    fi
} >"$work/kinds.yaml"

# When each shard was finished, to the nanosecond: looked at while the plan is there.
watch() { while sleep 0.2; do find "$work/$1/kinds/plan/shards" -name '*.parquet' -printf '%T@ %f\n' 2>/dev/null || true; done >>"$work/$1.times"; }

# Images a second from the moment when every node has done a shard to the last one: models are open by then.
rate() { # output folder, nodes
    sort -u "$work/$1.times" | sort -n | awk -v shard="$shard" -v nodes="$2" 'NR == nodes { first = $1 } { last = $1 } END { if (NR > nodes && last > first) printf "%.3f", (NR - nodes) * shard / (last - first); else print "0" }'
}

share() { # output folder, cores
    nodes=()
    for core in $2; do
        taskset -c "$core" "$program" node --jobs "$jobs" --name "core$core" --lanes 1 2>"$work/$1.core$core.log" &
        nodes+=($!)
    done
    watch "$1" & local watcher=$!
    "$program" run "$work/kinds.yaml" --input "$work/drawn" --output "$work/$1" --jobs "$jobs" --shard-images "$shard" 2>"$work/$1.log" | tee "$work/$1.line" >&2
    kill "$watcher" "${nodes[@]}"
    wait "$watcher" "${nodes[@]}" 2>/dev/null || true
    nodes=()
}

taskset -c 0 "$program" run "$work/kinds.yaml" --input "$work/drawn" --output "$work/plain" --lanes 1 2>/dev/null | tee "$work/plain.line" >&2
plain=$(python3 -c "import json,sys; d = json.load(open(sys.argv[1])); print(d['counts']['images'] / d['processingSeconds'])" "$work/plain/kinds/latest/run.json")
share one "0"
share two "0 1"
for side in one two; do diff -r "$work/plain/kinds/latest/csv" "$work/$side/kinds/latest/csv" >&2; done
awk -v plain="$plain" -v one="$(rate one 1)" -v two="$(rate two 2)" -v shard="$shard" 'BEGIN {
    printf "plain run on one core       %8.1f images/s\n", plain
    printf "one node on one core        %8.1f images/s, coordination %.1f %% at %d images a shard\n", one, (1 - one / plain) * 100, shard
    printf "two nodes on one core each  %8.1f images/s, %.2f times\n", two, two / one
}'
