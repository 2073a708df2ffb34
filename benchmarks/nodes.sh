#!/usr/bin/env bash
# Measures nodes on this machine: two of one core each against one, and what sharing out costs a shard.
#   benchmarks/nodes.sh [--images N] [--shard-images N] [--rounds N] [--light]
# Two detectors and a classifier look at every picture; with --light only a classifier does, a millisecond or two an image.
# Needs root and Debian's postgresql: a server with a folder and a port of its own is started as the user postgres and stopped at the end.
set -euo pipefail

root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
images=2048 shard=512 rounds=3 light=
while [ $# -gt 0 ]; do
    case $1 in
        --images) images=$2; shift 2 ;;
        --shard-images) shard=$2; shift 2 ;;
        --rounds) rounds=$2; shift 2 ;;
        --light) light=1; shift ;;
        *) sed -n '2,5s/^# *//p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
    esac
done

if [ "$shard" -lt 16 ] || [ "$images" -lt $((4 * shard)) ]; then
    echo "Cannot measure $images images in shards of $shard: each node has to do two shards, and a sixteenth of a shard is one image at least. Expected at least 16 images a shard, and four shards." >&2
    exit 2
fi

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

# Seconds a shard, from the moment when every node has done one to the last one: models are open by then.
pace() { # output folder, nodes
    sort -u "$work/$1.times" | sort -n | awk -v nodes="$2" 'NR == nodes { first = $1 } { last = $1 } END { print (NR > nodes && last > first) ? (last - first) / (NR - nodes) : 0 }'
}

share() { # output folder, cores, images a shard
    nodes=()
    for core in $2; do
        taskset -c "$core" "$program" node --jobs "$jobs" --name "core$core" --lanes 1 2>"$work/$1.core$core.log" &
        nodes+=($!)
    done
    watch "$1" & local watcher=$!
    "$program" run "$work/kinds.yaml" --input "$work/drawn" --output "$work/$1" --jobs "$jobs" --shard-images "$3" 2>"$work/$1.log" | tee "$work/$1.line" >&2
    kill "$watcher" "${nodes[@]}"
    wait "$watcher" "${nodes[@]}" 2>/dev/null || true
    nodes=()
    diff -r "$work/plain/kinds/latest/csv" "$work/$1/kinds/latest/csv" >&2
}

"$program" run "$work/kinds.yaml" --input "$work/drawn" --output "$work/plain" >/dev/null 2>&1
small=$((shard / 16))
for round in $(seq "$rounds"); do
    share "one$round" 0 "$shard"
    share "many$round" 0 "$small"
    share "two$round" "0 1" "$shard"
    echo "$(pace "one$round" 1) $(pace "many$round" 1) $(pace "two$round" 2)" >>"$work/paces"
done

# A shard costs its images and a fixed sum, whatever its size; shards of a sixteenth tell the two apart.
awk -v large="$shard" -v small="$small" '{
        each = ($2 * large - $1 * small) / (large - small)
        printf "round %d: one node %.2f s a shard of %d and %.3f s of %d; coordination %.0f ms a shard, %.2f %% at %d; two nodes %.2f times\n", NR, $1, large, $2, small, each * 1000, each / $1 * 100, large, $1 / $3
    }' "$work/paces"
median() { sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
printf 'median: coordination %.2f %% at %d images a shard, two nodes %.2f times\n' \
    "$(awk -v large="$shard" -v small="$small" '{ print ($2 * large - $1 * small) / (large - small) / $1 * 100 }' "$work/paces" | median)" "$shard" \
    "$(awk '{ print $1 / $3 }' "$work/paces" | median)"
