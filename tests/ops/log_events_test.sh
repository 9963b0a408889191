#!/bin/sh
# Every event that the code logs stands in systemd/log-events.md, and nothing else does.
# usage: log_events_test.sh SOURCE_DIR
set -eu
cd "$1"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A call may run over several lines; the name is the first string in it, or the first few when it is
# chosen between.
find core fcgi systemd -name '*.cc' -exec cat {} + | tr '\n' ' ' |
  grep -oE '\b(Log|Tell)\([^";]*"[a-z0-9_]+"([^",;]*"[a-z0-9_]+")*' | grep -oE '"[a-z0-9_]+"' | tr -d '"' |
  sort -u >"$work/used"
sed -n 's/^| `\([a-z0-9_]*\)`.*/\1/p' systemd/log-events.md | sort >"$work/listed"

bad=0
say() { sed "s|^|$1: |" "$2"; if [ -s "$2" ]; then bad=1; fi; }

uniq -d "$work/listed" >"$work/twice"
say "stands twice in systemd/log-events.md" "$work/twice"
comm -23 "$work/used" "$work/listed" >"$work/unlisted"
say "logged, but not in systemd/log-events.md" "$work/unlisted"
if ls fcgi/*.cc >/dev/null 2>&1; then
  comm -13 "$work/used" "$work/listed" >"$work/unused"
  say "in systemd/log-events.md, but never logged" "$work/unused"
fi
if [ ! -s "$work/used" ]; then
  echo "found no event in the code: this test looks for them in the wrong way"
  bad=1
fi
exit "$bad"
