# shellcheck shell=bash
# shellcheck disable=SC2154  # here, standins, ...: of dev and instance.sh
# What people say in the day's recordings: Russian speech made by espeak-ng, 8 kHz in stereo as a telephone
# exchange records it: the caller left, the called right. Sourced by dev.

# A dialogue each: what a good model finds in it (name, address, when), then its lines, "<" ours, ">" theirs.
dialogues=(
'Анна Кузнецова|Меня зовут Анна Кузнецова|Садовая улица, дом 12, квартира 5|Садовая улица, дом двенадцать, квартира пять|послезавтра в одиннадцать утра
< Добрый день, компания Чистый дом, чем могу помочь?
> Здравствуйте. Меня зовут Анна Кузнецова. Нужна уборка квартиры после ремонта.
< Назовите, пожалуйста, адрес.
> Садовая улица, дом двенадцать, квартира пять.
< Когда вам удобно?
> Давайте послезавтра в одиннадцать утра.
< Записала, спасибо за звонок.'
'Сергей|Это Сергей говорит|проспект Мира, дом 7|Проспект Мира, дом семь|завтра в три часа дня
< Чистый дом, здравствуйте.
> Добрый день. Это Сергей говорит. Хочу заказать мойку окон.
< Хорошо, куда подъехать?
> Проспект Мира, дом семь.
< На какое время вас записать?
> Можно завтра в три часа дня?
< Да, конечно, ждите мастера.'
'Ольга Ивановна|Ольга Ивановна меня зовут|улица Лесная, 3|улица Лесная, три|через неделю
< Компания Чистый дом, слушаю вас.
> Здравствуйте. Ольга Ивановна меня зовут. Мне бы химчистку дивана.
< Подскажите адрес?
> Это улица Лесная, три, частный дом.
< Когда приехать?
> Я думаю, через неделю, раньше меня не будет.
< Договорились, до свидания.'
)

# dialogue NUMBER: makes $standins/speech/NUMBER.mp3 and NUMBER.json, once.
make_dialogue() {
  local number=$1 directory=$standins/speech text head line side voice at=0.4 length parts=() says='[]' i=0
  [[ ! -s $directory/$number.json ]] || return 0
  mkdir -p "$directory"
  text=${dialogues[number]}
  head=${text%%$'\n'*}
  while read -r side line; do
    i=$((i + 1))
    voice=ru+f3; [[ $side == '<' ]] || voice=ru+m3
    espeak-ng -v "$voice" -s 165 -w "$directory/line.wav" "$line" </dev/null ||
      die "espeak-ng could not speak; see above"
    sox -q "$directory/line.wav" -r 8000 -c 1 "$directory/$number.$i.wav" gain -6 highpass 300 lowpass 3400
    length=$(soxi -D "$directory/$number.$i.wav")
    says=$(jq --argjson at "$at" --argjson length "$length" --arg side "$side" --arg text "$line" \
      '. + [{start: $at, end: ($at + $length), channel: (if $side == "<" then 2 else 1 end), text: $text}]' <<<"$says")
    # Each line where it belongs, on its side, the other side silent meanwhile.
    if [[ $side == '<' ]]; then
      sox -q "$directory/$number.$i.wav" "$directory/$number.$i.two.wav" remix 0 1 pad "$at"
    else
      sox -q "$directory/$number.$i.wav" "$directory/$number.$i.two.wav" remix 1 0 pad "$at"
    fi
    parts+=("$directory/$number.$i.two.wav")
    at=$(jq -n "$at + $length + 0.5")
  done < <(tail -n +2 <<<"$text")
  sox -q -m "${parts[@]}" "$directory/$number.mp3" gain -n -3
  IFS='|' read -r name name_quote address address_quote when <<<"$head"
  jq -n --argjson says "$says" --arg name "$name" --arg name_quote "$name_quote" --arg address "$address" \
    --arg address_quote "$address_quote" --arg when "$when" \
    '{says: $says, name: {value: $name, quote: $name_quote}, address: {value: $address, quote: $address_quote},
      when: {value: $when, quote: $when}}' >"$directory/$number.json"
  rm -f "$directory/line.wav" "$directory/$number".*.wav
}

make_dialogues() {
  local number
  say "Speaking ${#dialogues[@]} telephone calls (espeak-ng)"
  for ((number = 0; number < ${#dialogues[@]}; ++number)); do make_dialogue "$number"; done
  # For the calls that are simulated by hand afterwards.
  lay_recording '*' '' 0 incoming
}

# The stand-in of the provider gets a recording: the sound first, the words last, for it watches for those.
lay_recording() {  # call_id_with_rec, pbx_call_id, number of the dialogue, incoming or outgoing
  local name speech=$standins/speech/$3 swap='.'
  name=$(printf %s "$1" | cksum | cut -d' ' -f1)
  if [[ $4 == outgoing ]]; then
    sox -q "$speech.mp3" "$standins/recordings/$name.mp3" remix 2 1
    swap='.says[].channel |= 3 - .'
  else
    cp "$speech.mp3" "$standins/recordings/$name.mp3"
  fi
  jq --arg key "$1" --arg call "$2" "$swap"' | . + {call_id_with_rec: $key, pbx_call_id: $call}' "$speech.json" \
    >"$standins/recordings/$name.tmp"
  mv "$standins/recordings/$name.tmp" "$standins/recordings/$name.json"
}
