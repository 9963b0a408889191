#!/bin/bash
# core/ computes; what talks to the world is in core/adapters/. And three calls of the connector that
# swallow errors, with two options that do other than they say, occur nowhere. $1: the source directory.
set -euo pipefail
cd "$1"
failed=0

forbid() {  # why, extended regular expression, grep arguments
  local why=$1 pattern=$2 hits; shift 2
  hits=$(grep -nHE "$pattern" "$@" || true)
  [[ -z $hits ]] || { printf 'FORBIDDEN (%s):\n%s\n' "$why" "$hits" >&2; failed=1; }
}

mapfile -t pure < <(find core -path core/adapters -prune -o -name '*.cc' -print -o -name '*.h' -print)
mapfile -t sources < <(find core fcgi systemd tests -name '*.cc' -print -o -name '*.h' -print)
((${#pure[@]} >= 10)) || { echo "FAILED: only ${#pure[@]} files found in core/" >&2; exit 1; }

talking='(mysql|mariadb|cppconn|jdbc|curl|fcgi|httplib|sys/socket|sys/un|netinet/|netdb|unistd|fcntl)'
streams='(fstream|iostream|filesystem|thread|boost/log|systemd/)'
forbid "core/ may not talk" "#include *[<\"]($talking|$streams)" "${pure[@]}"
forbid "core/ prints nothing and opens nothing" '\b(printf|fprintf|puts|fopen|open|socket)\(|std::c(out|err|log)\b' "${pure[@]}"
forbid "core/ knows no adapter" '#include *"core/adapters/' "${pure[@]}"
forbid "time is an argument" '(system_clock|steady_clock)::now|\btime\((nullptr|NULL|0)\)' "${pure[@]}"
forbid "settings are arguments" '\bgetenv\b|\benviron\b' "${pure[@]}"

# The words of these comments and of core/adapters/database.h may name what is forbidden; calls may not.
forbid "swallows errors: execute(\"COMMIT\") instead" '(->|\.)(commit|rollback|setAutoCommit)\(' "${sources[@]}"
forbid "ignored or unsafe in Connector/C++ 1.1: sslCA with sslVerify instead" \
  '"(OPT_RECONNECT|OPT_SSL_MODE|sslEnforce)"' "${sources[@]}"
forbid "an unprintable secret has no printer" 'operator<<\(std::ostream&[^)]*Secret[^)]*\)[^=]*\{' "${sources[@]}"

((failed == 0)) || exit 1
echo "core/ is pure (${#pure[@]} files); no forbidden call in ${#sources[@]} files"
