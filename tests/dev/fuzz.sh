# shellcheck shell=bash
# shellcheck disable=SC2154  # here: dev's
# The fuzz targets of tests/fuzz, NAME_fuzz.cc each, with a corpus to begin with in corpus/NAME. Sourced by
# dev and by the test that runs them briefly.

fuzz_targets=()
for fuzz_source in "$here"/tests/fuzz/*_fuzz.cc; do
  fuzz_name=$(basename "$fuzz_source" _fuzz.cc)
  fuzz_targets+=("fuzz_$fuzz_name")
done

run_fuzz() {
  if (($# != 1)) || [[ ! $1 =~ ^[1-9][0-9]*$ ]]; then misuse "fuzz wants a number of seconds"; fi
  need_packages build fuzz
  build fuzz "${fuzz_targets[@]}"
  local target failed=()
  for target in "${fuzz_targets[@]}"; do
    say "$target for $1 s"
    fuzz_one "$target" "$1" || failed+=("$target")
  done
  ((${#failed[@]} == 0)) || die "found something: ${failed[*]}; the input lies in build/fuzz/found/"
}

# What it finds worth keeping goes to build/; the corpus of the tree is only read.
fuzz_one() {  # target, seconds
  local grown=$here/build/fuzz/corpus/${1#fuzz_} given=$here/tests/fuzz/corpus/${1#fuzz_}
  mkdir -p "$grown" "$here/build/fuzz/found"
  [[ -d $given ]] || given=''
  "$here/build/fuzz/tests/$1" -max_total_time="$2" -max_len=65536 -timeout=5 -rss_limit_mb=2048 \
    -print_final_stats=1 -artifact_prefix="$here/build/fuzz/found/${1#fuzz_}-" "$grown" ${given:+"$given"}
}
