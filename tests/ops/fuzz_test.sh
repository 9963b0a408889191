#!/bin/bash
# Every fuzz target finds nothing in 20 s. ./dev fuzz SECONDS looks longer. $1: the source directory.
set -euo pipefail
here=$1
# shellcheck source=tests/dev/fuzz.sh
source "$here/tests/dev/fuzz.sh"
said=$(mktemp)
trap 'rm -f "$said"' EXIT

for target in "${fuzz_targets[@]}"; do
  [[ -x $here/build/fuzz/tests/$target ]] ||
    { echo "FAILED: $target is not built: run ./dev test, or cmake --preset fuzz and build it" >&2; exit 1; }
  fuzz_one "$target" 20 >"$said" 2>&1 || { tail -n 60 "$said" >&2; echo "FAILED: $target" >&2; exit 1; }
  # A target that runs nothing would find nothing either.
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$said")
  ((runs > 1000)) || { tail -n 20 "$said" >&2; echo "FAILED: $target ran only ${runs:-0} inputs" >&2; exit 1; }
  echo "$target: $runs inputs, nothing found"
done
