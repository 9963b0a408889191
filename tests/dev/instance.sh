# shellcheck shell=bash
# shellcheck disable=SC2154,SC2034,SC2119,SC2120  # here: dev's; chosen: day.sh's
# One complete instance under a directory of its own: database, pool, nginx. Sourced by dev.

pool_size=2            # as shipped: novofon-webhook.target, novofon-upstream.conf
pool_user=www-data     # for root: whom the pool and nginx become
database_user=mysql    # for root: whom MariaDB becomes
webhook=/api/webhooks/novofon
started=()             # "pid name", in the order of starting

use_directory() {  # sets root and the places in it
  mkdir -p "$1" || die "can't make $1"
  root=$(cd "$1" && pwd)
  etc=$root/etc logs=$root/log state=$root/state
  # A Unix socket's path has at most 107 bytes.
  sockets=$root/run
  if ((${#sockets} > 80)); then
    sockets=/tmp/novofon-$(printf %s "$root" | cksum | cut -d' ' -f1)
  fi
}

# As root nothing runs as root, if others can get at the directory and the programs at all.
choose_users() {
  run_as=() as_pool=() run_database=(mariadbd) owner=$(id -un):$(id -gn) nginx_user=''
  ((EUID == 0)) || return 0
  local user path
  for user in "$pool_user" "$database_user"; do
    for path in "$root" "$here/build/release/fcgi/novofon-webhook" "$here/nginx/novofon-http.conf"; do
      if ! as_user "$user" test -r "$path"; then
        say "$user can't read $path: the servers run as root"
        nginx_user="user root;"
        run_database=(mariadbd)
        return 0
      fi
    done
  done
  nginx_user="user $pool_user;"
  run_as=(-u "$pool_user" -g "$pool_user")
  owner=$pool_user:$pool_user
  as_pool=(setpriv "--reuid=$pool_user" "--regid=$(id -g "$pool_user")" --clear-groups --pdeathsig TERM --)
  # Not mariadbd --user: a process that changes its user outlives this script (launch).
  run_database=(setpriv "--reuid=$database_user" "--regid=$(id -g "$database_user")" --clear-groups
    --pdeathsig TERM -- mariadbd)
}

as_user() { setpriv --reuid="$1" --regid="$(id -g "$1")" --clear-groups -- "${@:2}"; }

# Starts a server that ends with this script, whatever ends the script. Its own session: Ctrl-C is for
# the script, which stops the servers in order.
launch() {  # name, command...
  local name=$1; shift
  setsid setpriv --pdeathsig TERM -- "$@" </dev/null >>"$logs/$name.out" 2>&1 &
  started+=("$! $name")
}

stop_everything() {
  local status=$? index pid name deadline
  trap '' INT TERM
  ((${#started[@]} == 0)) || say "Stopping"
  for ((index = ${#started[@]} - 1; index >= 0; --index)); do
    read -r pid name <<<"${started[index]}"
    kill -TERM "$pid" 2>/dev/null || continue
    deadline=$((SECONDS + 15))
    while kill -0 "$pid" 2>/dev/null && ((SECONDS < deadline)); do sleep 0.05; done
    kill -KILL "$pid" 2>/dev/null && say "$name did not stop in 15 s and was killed"
    wait "$pid" 2>/dev/null || true
  done
  [[ $sockets == "$root/run" ]] || rm -rf "$sockets"
  exit "$status"
}

# One process of the pool, started again when it dies, as systemd does: but not on 78, a wrong setting.
supervise() {  # socket, spawn-fcgi's user options...
  local child='' status here_socket=$1; shift
  trap '[[ -z $child ]] || kill -TERM "$child"; wait; exit 0' TERM
  while :; do
    spawn-fcgi -n -s "$here_socket" -M 0660 -b 1024 "$@" -- "$here/build/release/fcgi/novofon-webhook" &
    child=$!
    status=0; wait "$child" || status=$?
    ((status != 78)) || exit 78
    echo "novofon-webhook ended with status $status; starting it again" >&2
    sleep 0.2
  done
}

make_directories() {
  mkdir -p "$etc"/{credentials,ctl-credentials,tls,nginx/conf.d,nginx/snippets} "$logs" "$state" "$root/tmp" "$sockets"
  chmod 755 "$root" "$etc" "$sockets" "$logs" "$root/tmp"
  chmod 700 "$state" "$etc"/{credentials,ctl-credentials}
  # One instance in a directory; the lock goes with this process.
  exec {lock}>"$root/lock"
  flock -n "$lock" || die "another ./dev up works in $root; stop it or take another --dir"
}

make_secrets() {
  umask 077
  [[ -s $etc/credentials/seal-key ]] || openssl rand -hex 32 >"$etc/credentials/seal-key"
  [[ -s $etc/credentials/db-password ]] || openssl rand -hex 16 >"$etc/credentials/db-password"
  [[ -s $etc/ctl-credentials/db-password ]] || openssl rand -hex 16 >"$etc/ctl-credentials/db-password"
  [[ -s $etc/demo-api-secret ]] || openssl rand -hex 20 >"$etc/demo-api-secret"
  cp "$etc/credentials/seal-key" "$etc/ctl-credentials/seal-key"
  [[ -s $etc/tls/key.pem ]] ||
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 365 -subj /CN=localhost \
      -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout "$etc/tls/key.pem" -out "$etc/tls/cert.pem" 2>/dev/null
  umask 022
  chmod 644 "$etc/tls/cert.pem"
  cat >"$etc/novofon.env" <<ENV
NOVOFON_DB_SOCKET=$sockets/mariadb.sock
NOVOFON_DB_NAME=novofon
NOVOFON_DB_USER=novofon
NOVOFON_STATE_DIR=$state
ENV
  ((EUID != 0)) || chown -R "$owner" "$etc/credentials" "$state"
}

# The pool's settings, and the rest of an operator's environment as it is.
with_settings() {  # credentials' directory, command...
  local credentials=$1; shift
  local settings
  mapfile -t settings <"$etc/novofon.env"
  env "${settings[@]}" CREDENTIALS_DIRECTORY="$credentials" "$@"
}

ctl() {
  with_settings "$etc/ctl-credentials" env NOVOFON_DB_USER=novofon_ctl "$here/build/release/systemd/novofonctl" "$@"
}

run_ctl() {
  local directory=$here/.run
  if [[ ${1:-} == --dir ]]; then
    (($# >= 2)) || misuse "--dir wants a directory"
    directory=$2; shift 2
  fi
  [[ -r $directory/etc/novofon.env ]] || die "no instance in $directory; start one: ./dev up --dir $directory"
  use_directory "$directory"
  ctl "$@"
}

start_database() {
  local common=(--no-defaults --basedir=/usr "--datadir=$root/data") system_user
  mkdir -p "$root/data"
  : >>"$logs/mariadb.log"
  system_user=$(id -un)
  if [[ ${run_database[0]} == setpriv ]]; then
    system_user=$database_user
    # MariaDB makes its socket in there, the pool its own.
    chmod 1777 "$sockets"
    chown -R "$database_user:" "$root/data" "$root/tmp" "$logs/mariadb.log"
  elif ((EUID == 0)); then
    common+=(--user=root)
  fi
  if [[ ! -d $root/data/mysql ]]; then
    say "Making a database in $root/data"
    mariadb-install-db "${common[@]}" --force --user="$system_user" --auth-root-authentication-method=socket \
      --auth-root-socket-user="$(id -un)" --skip-test-db --skip-name-resolve >"$logs/mariadb-install.log" 2>&1 ||
      die "mariadb-install-db failed; see $logs/mariadb-install.log"
  fi
  launch mariadb "${run_database[@]}" "${common[@]}" --socket="$sockets/mariadb.sock" --tmpdir="$root/tmp" \
    --pid-file="$root/data/mariadb.pid" --log-error="$logs/mariadb.log" --skip-networking --skip-name-resolve \
    --character-set-server=utf8mb4 --collation-server=utf8mb4_unicode_ci \
    --innodb-flush-log-at-trx-commit=1 --innodb-buffer-pool-size=128M
  wait_for "the database" 60 "$logs/mariadb.log" sql 'SELECT 1'

  # The pool changes rows and nothing else; the schema is novofonctl's.
  sql <<SQL || die "the database refused its users; its words are above"
CREATE DATABASE IF NOT EXISTS novofon CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
CREATE USER IF NOT EXISTS novofon@localhost;
CREATE USER IF NOT EXISTS novofon_ctl@localhost;
SET PASSWORD FOR novofon@localhost = PASSWORD('$(<"$etc/credentials/db-password")');
SET PASSWORD FOR novofon_ctl@localhost = PASSWORD('$(<"$etc/ctl-credentials/db-password")');
GRANT SELECT, INSERT, UPDATE, DELETE ON novofon.* TO novofon@localhost;
GRANT ALL ON novofon.* TO novofon_ctl@localhost;
SQL
}

sql() {
  local options=(--no-defaults "--socket=$sockets/mariadb.sock" "--user=$(id -un)" --batch --skip-column-names)
  if (($# > 0)); then mariadb "${options[@]}" -e "$1" >/dev/null 2>&1; else mariadb "${options[@]}"; fi
}

start_pool() {
  local i settings
  mapfile -t settings <"$etc/novofon.env"
  for ((i = 1; i <= pool_size; ++i)); do
    launch "webhook-$i" env "${settings[@]}" CREDENTIALS_DIRECTORY="$etc/credentials" \
      "$here/dev" supervise "$sockets/webhook-$i.sock" "${run_as[@]}"
  done
}

# The provider and the two services, played on the loopback. Their URLs are settings of the tenant like any.
start_standins() {
  standins=$root/standins
  mkdir -p "$standins/recordings"
  jq -n --rawfile secret "$etc/demo-api-secret" '{api_key: "demo-key", api_secret: ($secret | rtrimstr("\n")),
    stt_key: "demo-stt-key", llm_key: "demo-llm-key"}' >"$standins/accounts.json"
  : >"$logs/standins.out"
  launch standins "$here/build/release/tests/standins/novofon_standins" --dir "$standins"
  wait_for "the stand-ins" 20 "$logs/standins.out" grep -q novofon "$logs/standins.out"
  local novofon stt llm host
  novofon=$(jq -r .novofon "$logs/standins.out") stt=$(jq -r .stt "$logs/standins.out") llm=$(jq -r .llm "$logs/standins.out")
  host=${novofon#http://}
  ctl tenant set --id demo --ai on --record-delay 2 --novofon-url "$novofon" --allow-host "$host" \
    --stt-url "$stt" --stt-model whisper-1 --stt-key-file <(echo demo-stt-key) \
    --llm-url "$llm" --llm-model openai/gpt-4o-mini --llm-key-file <(echo demo-llm-key) >/dev/null 2>&1 ||
    die "the demo tenant's services could not be set"
}

# The recordings' program as its timer would run it, but more often.
start_transcriber() {
  local settings
  mapfile -t settings <"$etc/novofon.env"
  : >"$logs/transcribe.out"
  launch transcribe "${as_pool[@]}" env "${settings[@]}" CREDENTIALS_DIRECTORY="$etc/credentials" "$here/dev" tick
}

tick() {
  local child=''
  trap '[[ -z $child ]] || kill -TERM "$child" 2>/dev/null; wait; exit 0' TERM
  while :; do
    "$here/build/release/systemd/novofon-transcribe" & child=$!
    wait "$child" || true
    sleep 2 & child=$!
    wait "$child" || true
  done
}

# nginx's own tree: the shipped files as they are, but for where the sockets and the log stand.
start_nginx() {  # port, https port
  local tree=$etc/nginx i
  cp /etc/nginx/fastcgi_params "$tree/"
  cp "$here/nginx/novofon-http.conf" "$tree/conf.d/"
  cp "$here/nginx/novofon-server.conf" "$tree/snippets/"
  sed "s|/var/log/nginx|$logs|" "$here/nginx/novofon-log.conf" >"$tree/snippets/novofon-log.conf"
  sed "s|unix:/run/novofon/|unix:$sockets/|" "$here/nginx/novofon-upstream.conf" >"$tree/snippets/novofon-upstream.conf"
  for ((i = 1; i <= pool_size; ++i)); do
    grep -q "webhook-$i.sock" "$tree/snippets/novofon-upstream.conf" || die "novofon-upstream.conf does not list webhook-$i.sock"
  done
  sed -e "s|@USER@|$nginx_user|" -e "s|@ROOT@|$root|g" -e "s|@PORT@|$1|" -e "s|@HTTPS_PORT@|$2|" \
    "$here/tests/dev/nginx.conf.in" >"$tree/nginx.conf"
  nginx -t -q -p "$root" -c "$tree/nginx.conf" -e "$logs/nginx-error.log" ||
    die "nginx refuses its configuration; its words are above"
  launch nginx nginx -p "$root" -c "$tree/nginx.conf" -e "$logs/nginx-error.log"
}

wait_for() {  # what, seconds, log, command...
  local what=$1 limit=$2 log=$3 deadline=$((SECONDS + $2)) pid name entry; shift 3
  until "$@"; do
    for entry in "${started[@]}"; do
      read -r pid name <<<"$entry"
      kill -0 "$pid" 2>/dev/null || { tail -n 20 "$logs/$name.out" >&2; die "$name ended by itself; see $log and $logs/$name.out"; }
    done
    ((SECONDS < deadline)) || { tail -n 20 "$log" >&2; die "$what was not there in $limit s; see $log"; }
    sleep 0.05
  done
}

echoes() {  # base url, curl's options...
  local word=ready$RANDOM
  [[ $(curl -s -m 5 "${@:2}" "$1$webhook?zd_echo=$word") == "$word" ]]
}

port_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# The port asked for, which must be free; without a wish the default or the next free one.
choose_port() {  # wish, default, option
  local port=${1:-$2}
  if [[ ! $port =~ ^[0-9]{1,5}$ ]] || ((10#$port < 1 || 10#$port > 65535)); then misuse "$3 wants a port number, not '$port'"; fi
  if port_taken "$port"; then
    [[ -z $1 ]] || die "port $port is taken; give $3 another"
    while port_taken "$port"; do port=$((port + 1)); done
    say "Port $2 is taken: using $port (choose one with $3)"
  fi
  chosen=$port
}
