# shellcheck shell=bash
# shellcheck disable=SC2154  # here, root, ...: of dev and instance.sh
# ./dev up: an instance, and a short day of calls played through its nginx. Sourced by dev.

run_up() {
  local directory=$here/.run port='' https_port='' once=''
  while (($# > 0)); do
    case $1 in
      --dir | --port | --https-port)
        (($# >= 2)) || misuse "$1 wants a value"
        case $1 in --dir) directory=$2 ;; --port) port=$2 ;; --https-port) https_port=$2 ;; esac
        shift 2 ;;
      --once) once=yes; shift ;;
      *) misuse "up does not know '$1'" ;;
    esac
  done
  need_packages build servers
  use_directory "$directory"
  build release all novofon_standins
  start_instance "$port" "$https_port"
  make_dialogues
  start_transcriber
  play_day && status=0 || status=$?
  [[ -z $once ]] || exit "$status"

  say "It stays until Ctrl-C. Logs: $logs. Look around: ./dev ctl --dir $root list deals --tenant demo"
  trap 'exit 0' INT TERM
  local pids=() entry
  for entry in "${started[@]}"; do pids+=("${entry%% *}"); done
  wait -n "${pids[@]}" || true
  die "one of the servers ended by itself; see $logs"
}

start_instance() {  # wishes: port, https port
  choose_port "$1" 8080 --port; port=$chosen
  choose_port "$2" 8443 --https-port; https_port=$chosen
  make_directories
  choose_users
  trap stop_everything EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  make_secrets
  say "Starting MariaDB, $pool_size processes of the pool, nginx and the recordings' program in $root"
  start_database
  ctl migrate || die "the schema could not be applied; see above and $logs/mariadb.log"
  demo_tenant
  start_standins
  start_pool
  start_nginx "$port" "$https_port"
  url=http://127.0.0.1:$port
  wait_for "the pool" 20 "$logs/webhook-1.out" echoes "$url"
  echoes "https://127.0.0.1:$https_port" --cacert "$etc/tls/cert.pem" || die "HTTPS does not answer; see $logs/nginx-error.log"
  say "Novofon's API, Whisper and the language model are stand-ins here: they know the day's recordings by heart"
  echo "ready $url"
}

demo_tenant() {
  ctl tenant list --json | jq -e 'any(.[]; .id == "demo")' >/dev/null ||
    ctl tenant add --id demo --name "Демо" --api-key demo-key --api-secret-file "$etc/demo-api-secret" ||
    die "the demo tenant could not be added"
}

# The day: when, kind (novofonctl simulate-call), which caller, by which port; and what must have become of
# each caller in the end: deals, calls in order, callback, recordings (each with its transcript), deals with
# name, address and date.
day_calls='
09:05 answered     1 http
09:12 missed       2 https
09:20 busy         3 http
09:31 repeat       4 https
09:40 outgoing     2 http
09:48 outgoing     8 http
10:02 transfer     5 https
10:15 record-first 6 http
10:24 duplicate    7 https
'
day_becomes='
1 1 answered          none   1 1
2 1 missed,answered   closed 1 1
3 1 missed            open   0 0
4 1 answered,answered none   2 1
5 1 answered          none   1 1
6 1 answered          none   1 1
7 1 answered          none   1 1
8 0 answered          none   1 0
'

# The exit status says whether every call became what it should.
play_day() {
  local day=$root/day at kind caller scheme address yesterday took
  mkdir -p "$day"
  : >"$day/took"
  laid=0
  yesterday=$(TZ=Europe/Moscow date -d yesterday +%F)
  # New clients at each start, so that a directory with older days can be used again.
  numbers=+7900$(printf %06d $(($(date +%s) % 1000000)))
  say "A day of calls through nginx ($yesterday, clients ${numbers}N)"
  last_event=$(ctl list events --tenant demo --limit 1 --json 2>/dev/null | jq '[.[].id | numbers] | max // 0')
  while read -r at kind caller scheme; do
    [[ -n $at ]] || continue
    address=$url
    [[ $scheme != https ]] || address=https://127.0.0.1:$https_port
    ctl simulate-call --insecure --json --tenant demo --url "$address$webhook?user_id=demo" --kind "$kind" \
      --from "$numbers$caller" --at "$yesterday $at:00" >"$day/answers.json" ||
      { cat "$day/answers.json" >&2; die "$kind at $at was not taken; see above and $logs/novofon.log"; }
    wait_for "the deal of $kind at $at" 20 "$logs/novofon.log" everything_applied
    took=$(took_ms)
    last_event=$(jq --argjson last "$last_event" '[.[].id, $last] | max' <<<"$at_hand")
    echo "$numbers$caller $took" >>"$day/took"
    lay_recordings_of "$numbers$caller"
    printf '    %s  %-12s %s%s by %-5s %s\n' "$at" "$kind" "$numbers" "$caller" "$scheme" "in its deal after $took ms" >&2
  done <<<"$day_calls"

  say "Waiting for the recordings: fetched from the stand-in, transcribed, searched"
  wait_for "the last recording" 120 "$logs/transcribe.out" recordings_finished
  local what
  for what in deals calls callbacks recordings transcripts suggestions; do
    ctl list "$what" --tenant demo --json --limit 100000 >"$day/$what.json" || die "the $what can't be listed"
  done
  show_deals
  show_a_transcript
  compare_day
}

# What was said in the caller's calls that have no recording at the stand-in yet, before they are due.
lay_recordings_of() {
  local key call direction
  while IFS=$'\t' read -r key call direction; do
    [[ -n $key ]] || continue
    [[ ! -e $standins/recordings/$(printf %s "$key" | cksum | cut -d' ' -f1).json ]] || continue
    lay_recording "$key" "$call" $((laid++ % ${#dialogues[@]})) "$direction"
  done < <(jq -rn --arg phone "$1" --argjson calls "$(ctl list calls --tenant demo --json)" \
    --argjson recordings "$(ctl list recordings --tenant demo --json)" '
    $calls[] | select(.phone == $phone) | . as $call | $recordings[]
    | select(.pbx_call_id == $call.pbx_call_id) | [.call_id_with_rec, .pbx_call_id, $call.direction] | @tsv')
}

recordings_finished() {
  ctl list recordings --tenant demo --json 2>/dev/null | jq -e 'all(.finished_at != null)' >/dev/null
}

# Everything kept since the last call has been applied; at_hand is then that part of the journal.
everything_applied() {
  at_hand=$(ctl list events --tenant demo --limit 100 --json 2>/dev/null |
    jq --argjson last "$last_event" '[.[] | select((.id | type) == "number" and .id > $last)]')
  jq -e 'length > 0 and all(.applied_at != null or .verdict != "accepted")' <<<"$at_hand" >/dev/null
}

# From the receipt of the call's last END until it was applied, by the journal (to the fraction of a second).
took_ms() {
  sql <<<"SELECT ROUND(TIMESTAMPDIFF(MICROSECOND, received_at, applied_at) / 1000, 1) FROM novofon.events
    WHERE id > $last_event AND event LIKE '%\\_END' ORDER BY id DESC LIMIT 1"
}

show_deals() {
  jq -rn --arg numbers "$numbers" --rawfile took "$day/took" --slurpfile deals "$day/deals.json" \
    --slurpfile calls "$day/calls.json" --slurpfile callbacks "$day/callbacks.json" '
    def cell($width): tostring | .[0:$width] | . + (" " * ($width - length) // "");
    def line: "\(.[0] | cell(5)) \(.[1] | cell(7)) \(.[2] | cell(13)) \(.[3] | cell(18)) \(.[4] | cell(8)) \(.[5] | cell(8)) \(.[6] | cell(15)) \(.[7] | cell(33)) \(.[8])";
    ($took | split("\n") | map(select(. != "") | split(" ")) ) as $took
    | (["deal", "column", "phone", "calls", "callback", "took, ms", "name", "address", "scheduled, UTC"] | line),
      ($deals[0][] | select(.phone | startswith($numbers)) | . as $deal
       | [.id, .column, .phone,
          ([$calls[0][] | select(.deal_id == $deal.id) | .outcome] | join(", ")),
          ([$callbacks[0][] | select(.phone == $deal.phone) | .state] | first // ""),
          ([$took[] | select(.[0] == $deal.phone) | .[1]] | first // "?"),
          (.name // ""), (.address // ""), (.scheduled_at // "")]
       | line)'
}

show_a_transcript() {
  say "What was said in one of them, and what fills its deal"
  jq -rn --slurpfile transcripts "$day/transcripts.json" --slurpfile suggestions "$day/suggestions.json" '
    ($transcripts[0] | last) as $last
    | ($last.text | split("\n") | .[] | "    " + .),
      ($suggestions[0][] | select(.pbx_call_id == $last.pbx_call_id)
       | "    \(.field) = \(.value // "?")  (\(.state), at \(.second // 0 | floor) s: «\(.quote)»)")'
}

compare_day() {
  local caller deals outcomes callback recordings filled wanted got wrong=0
  while read -r caller deals outcomes callback recordings filled; do
    [[ -n $caller ]] || continue
    wanted="deals=$deals calls=$outcomes callback=$callback recordings=$recordings transcripts=$recordings filled=$filled"
    got=$(jq -rn --arg phone "$numbers$caller" --slurpfile deals "$day/deals.json" --slurpfile calls "$day/calls.json" \
      --slurpfile callbacks "$day/callbacks.json" --slurpfile recordings "$day/recordings.json" \
      --slurpfile transcripts "$day/transcripts.json" '
      ([$calls[0][] | select(.phone == $phone)] | sort_by(.started_at)) as $own
      | ([$own[].deal_id | numbers] | unique) as $of
      | "deals=\([$deals[0][] | select(.phone == $phone)] | length)"
      + " calls=\([$own[].outcome] | join(","))"
      + " callback=\([$callbacks[0][] | select(.phone == $phone) | .state] | first // "none")"
      + " recordings=\([$recordings[0][] | select(.pbx_call_id | IN($own[].pbx_call_id))] | length)"
      + " transcripts=\([$transcripts[0][] | select(.text != "" and (.pbx_call_id | IN($own[].pbx_call_id)))] | length)"
      + " filled=\([$deals[0][] | select(.phone == $phone and .name and .address and .scheduled_at)] | length)"
      + (if ($of | length) > 1 then " calls-in-deals=\($of)" else "" end)')
    [[ $got == "$wanted" ]] || { printf 'WRONG: %s%s: wanted %s, got %s\n' "$numbers" "$caller" "$wanted" "$got" >&2; wrong=1; }
  done <<<"$day_becomes"
  ((wrong == 0)) || return 1
  say "Every call became what it should"
}
