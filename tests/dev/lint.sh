# shellcheck shell=bash
# shellcheck disable=SC2154  # here: dev's
# Sourced by dev.

run_lint() {
  need_packages build lint
  cd "$here" || exit
  local failed=() sources
  mapfile -t sources < <(git ls-files '*.cc' '*.h')

  say "clang-format (${#sources[@]} files)"
  clang-format --dry-run --Werror "${sources[@]}" || failed+=("format: clang-format -i on the files above")

  say "core/ is pure, forbidden calls"
  tests/ops/core_is_pure_test.sh "$here" || failed+=("purity")

  say "File sizes"
  file_sizes || failed+=("a file is too long: take it apart")

  say "clang-tidy"
  cmake --preset dev -Wno-dev >/dev/null || die "CMake could not configure"
  # Generated sources are named in the compile commands and must exist.
  mapfile -t sources < <(git ls-files 'core/*.cc' 'fcgi/*.cc' 'systemd/*.cc')
  printf '%s\0' "${sources[@]}" |
    xargs -0 -P "$(nproc)" -n 4 clang-tidy --quiet -p build/dev --warnings-as-errors='*' \
      --extra-arg=-Wno-unknown-warning-option 2>/dev/null ||
    failed+=("clang-tidy")

  ((${#failed[@]} == 0)) || die "$(printf 'lint: %s\n' "${failed[@]}")"
  say "lint: nothing to say"
}

file_sizes() {
  git ls-files '*.cc' '*.h' dev '*.sh' | xargs wc -l | awk '
    $2 != "total" && $1 > ($2 ~ /^tests\// ? 400 : 300) { print $2 ": " $1 " lines"; bad = 1 }
    END { exit bad }' >&2
}
