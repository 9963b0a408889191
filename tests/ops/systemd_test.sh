#!/bin/bash
# The units as installed: systemd finds nothing to say against them, and what a break-in into the pool
# could reach stays under the threshold. $1: the source directory.
set -euo pipefail
source_dir=$1
# In tenths. The recordings' program must reach the internet, the pool nothing but local sockets.
declare -A thresholds=([novofon-webhook@.service]=10 [novofon-transcribe.service]=15)
work=$(mktemp -d /tmp/novofon-units.XXXXXX)
trap 'rm -rf "$work"' EXIT
fail() { echo "FAILED: $*" >&2; cat "$work/said" >&2 2>/dev/null || true; exit 1; }

# A tree with the units and, for each program that a unit starts, a file of that name: whether a built
# program starts is for the end-to-end tests.
units=$work/usr/lib/systemd/system
mkdir -p "$units" "$work/usr/share/doc/novofon" "$work/etc/novofon"
cp "$source_dir"/systemd/*.service "$source_dir"/systemd/*.target "$units/"
cp "$source_dir"/systemd/*.timer "$units/" 2>/dev/null || true
cp "$source_dir/README.md" "$work/usr/share/doc/novofon/"
for needed in basic shutdown network network-online multi-user timers sysinit; do
  printf '[Unit]\nDescription=%s\n' "$needed" >"$units/$needed.target"
done
printf '[Unit]\nDescription=root\n' >"$units/-.slice"
cp "$units/-.slice" "$units/system.slice"
sed -n 's/^ExecStart=\([^ ]*\).*/\1/p; s/^ExecStart=.* -- \([^ ]*\).*/\1/p' "$units"/*.service | sort -u |
  while read -r program; do install -D -m 755 /dev/null "$work$program"; done

mapfile -t names < <(cd "$units" && ls -- novofon*)
((${#names[@]} >= 2)) || fail "the units are missing from $source_dir/systemd"
for name in "${names[@]}"; do
  systemd-analyze verify --man=no --recursive-errors=yes --root="$work" "${name/@./@1.}" >"$work/said" 2>&1 ||
    fail "systemd-analyze verify refuses $name"
  [[ ! -s $work/said ]] || fail "systemd-analyze verify warns about $name"
done

for service in "$units"/novofon*.service; do
  name=$(basename "$service")
  threshold=${thresholds[$name]:-}
  [[ -n $threshold ]] || fail "$name has no threshold in this test"
  systemd-analyze security --offline=true --threshold="$threshold" --no-pager "$service" >"$work/said" 2>&1 ||
    { grep '✗' "$work/said" >&2; fail "$name is more exposed than $threshold tenths"; }
  ! grep -q "ignoring" "$work/said" || fail "systemd-analyze security does not understand $name"
  tail -n1 "$work/said"
done

for file in "$source_dir"/systemd/*.sysusers; do
  systemd-sysusers --dry-run "$file" >"$work/said" 2>&1 || fail "systemd-sysusers refuses $file"
done
# tmpfiles has no dry run in Debian 12: it works in the tree, where the users are there to be found.
printf 'root:x:0:0::/root:/bin/sh\nnovofon:x:%s:%s::/:/bin/sh\n' "$(id -u)" "$(id -g)" >"$work/etc/passwd"
printf 'root:x:0:\nwww-data:x:%s:\n' "$(id -g)" >"$work/etc/group"
for file in "$source_dir"/systemd/*.tmpfiles; do
  sed 's/ root root / novofon www-data /' "$file" >"$work/tmpfiles.conf"
  systemd-tmpfiles --create --root="$work" "$work/tmpfiles.conf" >"$work/said" 2>&1 ||
    fail "systemd-tmpfiles refuses $file"
done
[[ $(stat -c %a "$work/run/novofon") == 2750 ]] || fail "/run/novofon is not 2750: nginx would not reach the sockets"
[[ $(stat -c %a "$work/etc/novofon/credentials") == 700 ]] || fail "/etc/novofon/credentials is open to others"
echo "systemd: ${#names[@]} units verified"
