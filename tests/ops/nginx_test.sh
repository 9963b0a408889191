#!/bin/bash
# The shipped nginx files: `nginx -t` takes them as a whole site, and what nginx answers without the
# pool is what a caller is promised. $1: the source directory.
set -euo pipefail
source_dir=$1
PATH=$PATH:/usr/sbin:/sbin
work=$(mktemp -d /tmp/novofon-nginx.XXXXXX)
nginx_pid=
finish() {
  [[ -z $nginx_pid ]] || { kill -QUIT "$nginx_pid" && wait "$nginx_pid"; } 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
fail() { echo "FAILED: $*" >&2; cat "$work"/*.log >&2 2>/dev/null || true; exit 1; }

# The tree of /etc/nginx as an installation makes it; only what is the host's own is written here.
mkdir -p "$work"/{conf.d,snippets,tls,tmp}
chmod 755 "$work"
cp /etc/nginx/fastcgi_params "$work/"
cp "$source_dir/nginx/novofon-http.conf" "$work/conf.d/"
cp "$source_dir/nginx/novofon-server.conf" "$work/snippets/"
sed "s|/run/novofon|$work|" "$source_dir/nginx/novofon-upstream.conf" >"$work/snippets/novofon-upstream.conf"
sed "s|/var/log/nginx|$work|" "$source_dir/nginx/novofon-log.conf" >"$work/snippets/novofon-log.conf"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost \
  -keyout "$work/tls/privkey.pem" -out "$work/tls/fullchain.pem" 2>/dev/null

write_conf() {  # port, tls port
  sed -e "s|/etc/ssl/novofon|$work/tls|" -e "/\[::\]/d" -e "s|listen 80;|listen 127.0.0.1:$1;|" \
    -e "s|listen 443 |listen 127.0.0.1:$2 |" "$source_dir/nginx/site.example.conf" >"$work/site.conf"
  cat >"$work/nginx.conf" <<CONF
user root;
daemon off;
pid $work/nginx.pid;
error_log $work/error.log info;
worker_processes 1;
events { worker_connections 256; }
http {
  access_log $work/access.log;
  client_body_temp_path $work/tmp/body; fastcgi_temp_path $work/tmp/fastcgi;
  proxy_temp_path $work/tmp/proxy; uwsgi_temp_path $work/tmp/uwsgi; scgi_temp_path $work/tmp/scgi;
  include conf.d/*.conf;
  include site.conf;
}
CONF
  ((EUID == 0)) || sed -i '/^user /d' "$work/nginx.conf"
}

free_port() { while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done; }
port=$((20000 + RANDOM % 20000)); free_port; plain=$port
port=$((port + 1)); free_port; tls=$port
write_conf "$plain" "$tls"
nginx -t -q -p "$work" -c "$work/nginx.conf" -e "$work/start.log" || fail "nginx -t refuses the shipped files"
[[ ! -s $work/start.log ]] || fail "nginx -t warns about the shipped files"

nginx -p "$work" -c "$work/nginx.conf" -e "$work/start.log" &
nginx_pid=$!
url=https://127.0.0.1:$tls/api/webhooks/novofon
deadline=$((SECONDS + 20))
until curl -ks -o /dev/null "https://127.0.0.1:$tls/"; do
  ((SECONDS < deadline)) || fail "nginx did not start"
  kill -0 "$nginx_pid" 2>/dev/null || fail "nginx ended at start"
done

check() {  # what, wanted status, wanted header, curl arguments
  local what=$1 status=$2 header=$3; shift 3
  local answer id
  answer=$(curl -ks -i --http1.1 -H Expect: "$@")
  [[ $answer == "HTTP/1.1 $status "* ]] || fail "$what: wanted $status, got: $answer"
  grep -qi "^$header" <<<"$answer" || fail "$what: no header $header in: $answer"
  id=$(sed -n 's/^[Xx]-[Rr]equest-[Ii]d: \([0-9a-f]*\).*/\1/p' <<<"$answer")
  [[ -n $id && $(tail -n1 <<<"$answer" | jq -r 'select(.status == "error" and .error != "") | .id') == "$id" ]] ||
    fail "$what: the body is not our JSON with the request's id: $answer"
}
check "no pool" 503 "Retry-After: 5" -d event=NOTIFY_START "$url?user_id=demo&token=top-secret"
check "another method" 405 "Allow: GET, HEAD, POST" -X DELETE "$url?token=top-secret"
head -c 300000 /dev/zero >"$work/large"
check "a large body" 413 "Content-Type: application/json" --data-binary "@$work/large" "$url?token=top-secret"
check "a large body of unknown length" 413 "Content-Type: application/json" -H "Transfer-Encoding: chunked" \
  --data-binary "@$work/large" "$url?token=top-secret"

# 700 at once: from elsewhere the burst of 500 is left behind, from this host nothing is counted.
refused() { curl -ks --interface "$1" -o /dev/null -w '%{http_code}\n' "$url?n=[1-700]" | grep -c '^429$' || true; }
(($(refused 127.0.0.2) > 50)) || fail "700 requests at once from one address were not limited"
(($(refused 127.0.0.1) == 0)) || fail "requests of the host itself were limited"

# In clear text nothing is taken, and the redirect does not repeat the query.
answer=$(curl -s -i -d event=x "http://127.0.0.1:$plain/api/webhooks/novofon?token=top-secret")
[[ $answer == *" 301 "* && $answer != *top-secret* ]] || fail "port 80: $answer"

answer=$(curl -s -i "http://127.0.0.1:$plain/%0d%0aX-Injected:%20yes")
[[ $answer != *$'\n'X-Injected:* ]] || fail "port 80 puts a visitor's header into its answer"
answer=$(curl -ks -o /dev/null -w '%{http_code}' -d event=x "$url/?token=top-secret")
[[ $answer == 404 ]] || fail "a slash too many: $answer"

curl -ks -o /dev/null --tlsv1.1 --tls-max 1.1 "$url" && fail "TLS 1.1 was accepted"
grep -q 'status=503 .*upstream_status="502' "$work/novofon.log" || fail "the access log has no upstream status"
if grep -rl top-secret "$work" --include='*.log'; then fail "a log holds the token"; fi
echo "nginx: the shipped files hold what they promise"
