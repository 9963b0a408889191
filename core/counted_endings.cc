#include <algorithm>
#include <string_view>

#include "core/counted_things.h"
#include "core/date_words.h"
#include "core/time_words.h"

namespace novofon {
namespace {

constexpr std::size_t kShortestNoun = 8;  // bytes: «вот» and «там» are none

bool EndsIn(std::string_view word, std::initializer_list<std::string_view> endings) {
  return std::ranges::any_of(endings, [&](std::string_view e) { return word.ends_with(e); });
}

bool IsAboutTime(Phrase phrase, std::size_t at) {
  const Phrase rest = phrase.subspan(at);
  DateFacts date;
  TimeFacts time;
  return ReadDateWords(rest, date) > 0 || ReadDayPart(rest, time) > 0;
}

// Ends as a genitive does, and counts nothing.
bool IsNoNoun(Phrase phrase, std::size_t at) {
  return IsWord(phrase, at,
                {"готов",  "здоров",  "свободен", "согласен", "удобен", "нужен",      "должен",
                 "готовы", "заняты",  "свободны", "согласны", "этот",   "через",      "сейчас",
                 "скорей", "быстрей", "поскорей", "вечер",    "никак",  "назад",      "вдруг",
                 "если",   "тогда",   "когда",    "всегда",   "сюда",   "туда",       "меня",
                 "тебя",   "хотя",    "нельзя",   "приходи",  "запиши", "пожалуйста", "наверняка",
                 "адрес",  "телефон", "номер",    "мастер",   "клиент", "заказ",      "выезд",
                 "осмотр", "сергей",  "андрей",   "алексей",  "матвей", "тимофей"}) ||
         IsAboutTime(phrase, at);
}

// «гостей», «изделий», «рабочих», «мест», «подушек»: what five or more are counted in.
bool IsGenitivePlural(std::string_view word) {
  if (EndsIn(word, {"ов", "ев", "ей", "ий", "ых", "их"})) return true;
  if (EndsIn(word, {"ет", "ит", "ут", "ют", "ат", "ят"})) return false;  // «будет», «придут»
  return EndsIn(word, {"б", "в", "г", "д", "ж", "з", "к", "н", "п", "р", "с", "т", "ф", "ц", "ч"});
}

// Nouns that end as verbs do, or in no way of their own.
bool IsOtherNoun(Phrase phrase, std::size_t at) {
  return IsWord(
      phrase, at,
      {"одеял", "зеркал", "покрывал", "рам", "плит", "палат", "жалюзи", "пальто", "купе"});
}

// «дивана», «подушки»: what two, three and four are counted in.
bool IsGenitiveSingular(std::string_view word) {
  return EndsIn(word, {"а", "я", "ы", "и"}) && !EndsIn(word, {"ла", "ли", "ся", "ите", "йте"});
}

}  // namespace

bool LooksCounted(Phrase phrase, std::size_t at, int count, bool behind_na) {
  if (!IsKind(phrase, at, PhraseToken::Kind::kWord) || !HasMark(phrase, at, ' ')) return false;
  const std::string_view word = phrase[at].word;
  if (behind_na && IsOtherNoun(phrase, at)) return true;
  if (word.size() < kShortestNoun || IsNoNoun(phrase, at)) return false;
  if (!behind_na) return count >= 5 && EndsIn(word, {"ов", "ев"});
  const bool few = count % 10 >= 2 && count % 10 <= 4 && (count < 10 || count > 20);
  if (few) return IsGenitiveSingular(word) || EndsIn(word, {"ых", "их"});
  return IsGenitivePlural(word);
}

bool IsWork(Phrase phrase, std::size_t at) {
  return HasMark(phrase, at, ' ') &&
         IsWord(phrase, at, {"работы", "аренды", "уборки", "мойки", "клининга", "труда", "подряд"});
}

bool IsNoHour(Phrase phrase, std::size_t at, bool behind_in) {
  if (!IsKind(phrase, at, PhraseToken::Kind::kNumber)) return false;
  const std::string_view word = phrase[at].word;
  if (EndsIn(word, {"две", "одна", "одну", "одно", "двое", "трое", "воих", "роих"})) return true;
  return behind_in &&
         EndsIn(word, {"яти", "ести", "еми", "ьми", "ати", "ух", "ех", "одном", "одной"});
}

}  // namespace novofon
