#!/usr/bin/env bash
# Measures nodes on this machine: two of one core each against one, and what sharing out costs a shard.
#   benchmarks/nodes.sh [--images N] [--shard-images N] [--rounds N] [--light]
# Two detectors and a classifier look at every picture; with --light only a classifier does, a millisecond or two an image.
# Needs two cores, root and Debian's postgresql: a server with a folder and a port of its own is started as the user postgres and stopped at the end.
# A machine's speed changes by more than what is measured. So shards of two sizes are worked on beside each other, by a node on each core, and then
# with the cores exchanged; and two nodes are compared with one before and one after them. What two cores can give at best is measured as well: by two
# nodes that know nothing of each other, each with a run and a database of its own.
set -euo pipefail

root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
images=2048 shard=512 rounds=3 light=
while [ $# -gt 0 ]; do
    case $1 in
        --images) images=$2; shift 2 ;;
        --shard-images) shard=$2; shift 2 ;;
        --rounds) rounds=$2; shift 2 ;;
        --light) light=1; shift ;;
        *) sed -n '2,8s/^# *//p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
    esac
done

small=$((shard / 16)) half=$((shard / 2))
if [ "$shard" -lt 16 ] || [ "$images" -lt $((3 * shard)) ]; then
    echo "Cannot measure $images images in shards of $shard: a node has to do three shards, and a sixteenth of a shard is one image at least. Expected at least 16 images a shard, and three shards." >&2
    exit 2
fi

source "$root/eng/setup.sh"
prepare_program
tools=$(ls -d /usr/lib/postgresql/*/bin | tail -n 1)
work=$(mktemp -d) port=15927
: >"$work/nodes"
mkdir "$work/server" && chown postgres "$work/server" && chmod 755 "$work"
stop_nodes() {
    { xargs -r kill <"$work/nodes" && wait; } 2>/dev/null || true
    : >"$work/nodes"
}

finish() {
    stop_nodes
    runuser -u postgres -- "$tools/pg_ctl" -D "$work/server/data" -m immediate stop >/dev/null || true
    rm -rf "$work"
}
trap finish EXIT
(cd / && runuser -u postgres -- "$tools/initdb" -D "$work/server/data" -U images -A trust >/dev/null)
printf "port=%s\nunix_socket_directories='%s'\n" "$port" "$work/server" >>"$work/server/data/postgresql.conf"
(cd / && runuser -u postgres -- "$tools/pg_ctl" -D "$work/server/data" -l "$work/server/log" -w start >/dev/null)

export HOME=$work XDG_DATA_HOME=$work/data
jobs="Host=127.0.0.1;Port=$port;Username=images"
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

node() { # name, core, database
    taskset -c "$2" "$program" node --jobs "$jobs;Database=$3" --name "$1" --lanes 1 >"$work/$1.log" 2>&1 &
    echo $! >>"$work/nodes"
}

# When each shard was finished, to the nanosecond: looked at while the plan is there.
watch() { while sleep 0.5; do find "$work/$1/kinds/plan/shards" -name '*.parquet' -printf '%T@ %f\n' 2>/dev/null || true; done >>"$work/$1.times"; }

share() { # output folder, images a shard, database
    watch "$1" & local watcher=$!
    "$program" run "$work/kinds.yaml" --input "$work/drawn" --output "$work/$1" --jobs "$jobs;Database=$3" --shard-images "$2" 2>"$work/$1.log" | tee "$work/$1.line" >&2
    kill "$watcher" && wait "$watcher" 2>/dev/null || true
    diff -r "$work/plain/kinds/latest/csv" "$work/$1/kinds/latest/csv" >&2
    rm -rf "${work:?}/$1"
}

# Seconds a shard of all nodes together: each from the first shard that it finished to its last, so that models are open and none waits for another.
pace() { # output folder, names of its nodes
    local folder=$1; shift
    for name in "$@"; do
        sed -n 's/.* shard \([0-9]*\)\/[0-9]* of .kinds. is done.*/\1/p' "$work/$name.log" | sort -u >"$work/own"
        sort -u "$work/$folder.times" | sed 's/ \([0-9]*\)[^ ]*$/ \1/' | sort -n | awk 'NR == FNR { own[$1]; next } ($2 + 0) in own { if (!n++) first = $1; last = $1 } END { print (n > 1 ? (n - 1) / (last - first) : 0) }' "$work/own" -
    done | awk '{ rate += $1 } END { print 1 / rate }'
}

one() { # name
    node "$1-a" 0 postgres
    share "$1" "$half" postgres
    stop_nodes
    pace "$1" "$1-a"
}

two() { # name
    node "$1-a" 0 postgres
    node "$1-b" 1 postgres
    share "$1" "$half" postgres
    stop_nodes
    pace "$1" "$1-a" "$1-b"
}

# Two runs at the same time, each on one core.
beside() { # name, images a shard on the first core, on the second
    node "$1-first" 0 postgres
    node "$1-second" 1 other
    share "$1.first" "$2" postgres & local first=$!
    share "$1.second" "$3" other
    wait "$first"
    stop_nodes
    echo "$(pace "$1.first" "$1-first") $(pace "$1.second" "$1-second")"
}

median() { sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

(cd / && runuser -u postgres -- "$tools/createdb" -h "$work/server" -p "$port" -U images other)
"$program" run "$work/kinds.yaml" --input "$work/drawn" --output "$work/plain" >/dev/null 2>&1

# A shard costs its images and a fixed sum, whatever its size; shards of a sixteenth tell the two apart.
for round in $(seq "$rounds"); do
    echo "$(beside "straight$round" "$shard" "$small") $(beside "crossed$round" "$small" "$shard")" | awk -v round="$round" -v large="$shard" -v small="$small" '{
        dearer = sqrt($2 * $3 / ($1 * $4)) * large / small - 1 # by which factor an image of a small shard is
        share = dearer * small / (large - small)
        printf "%.3f\n", share * 100
        printf "round %d: %.2f and %.2f s a shard of %d, beside them %.3f and %.3f s of %d: coordination %.0f ms a shard, %.2f %% at %d\n", round, $1, $4, large, $2, $3, small, share * ($1 + $4) / 2 * 1000, share * 100, large >"/dev/stderr"
    }' >>"$work/shares"
done

before=$(one "one0")
for round in $(seq "$rounds"); do
    both=$(two "two$round")
    unrelated=$(beside "unrelated$round" "$half" "$half")
    after=$(one "one$round")
    echo "$before $both $unrelated $after" | awk -v round="$round" -v images="$half" '{
        one = ($1 + $5) / 2; unrelated = 1 / (1 / $3 + 1 / $4)
        printf "%.3f %.3f\n", one / $2, one / unrelated
        printf "round %d: %.2f and %.2f s a shard of %d by one node, %.2f s by two: %.2f times; by two unrelated %.2f s: %.2f times\n", round, $1, $5, images, $2, one / $2, unrelated, one / unrelated >"/dev/stderr"
    }' >>"$work/times"
    before=$after
done
printf 'median: coordination %.2f %% at %d images a shard, two nodes %.2f times, two unrelated nodes %.2f times\n' \
    "$(median <"$work/shares")" "$shard" "$(cut -d ' ' -f 1 "$work/times" | median)" "$(cut -d ' ' -f 2 "$work/times" | median)"
