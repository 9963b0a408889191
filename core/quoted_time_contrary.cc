// The words that take a quoted time back or change it.
#include <algorithm>
#include <string_view>

#include "core/counted_things.h"
#include "core/quote_surroundings.h"
#include "core/quoted_time.h"

namespace novofon {
namespace {

using Kind = PhraseToken::Kind;

constexpr std::size_t kLongestInterval = 4;  // tokens: «через два с половиной дня»
constexpr std::size_t kOtherOne = 3;         // tokens: «, но не в эту»

// «Не смогу», «не получится», «не устроит».
bool IsRefusal(Phrase phrase, std::size_t at) {
  return IsWord(phrase, at, {"не"}) && !IsWord(phrase, at + 2, {"бы", "ли"}) &&
         StartsWith(phrase, at + 1,
                    {"смог", "смож", "могу", "может", "можем", "получ", "подход", "подойд", "устро",
                     "устра", "удобн", "успе", "буде", "буду", "выйд", "выход"});
}

// Something else is proposed from here on.
bool IsProposal(Phrase phrase, std::size_t at) {
  return IsWord(phrase, at,
                {"давай", "лучше", "тогда", "но", "а", "зато", "поэтому", "если", "раньше", "позже",
                 "иначе"}) ||
         (IsKind(phrase, at, Kind::kWord) &&
          (phrase[at].word.ends_with("йте") || phrase[at].word.ends_with("ите")));
}

// «Завтра, к сожалению, не смогу».
bool IsParenthesis(Phrase phrase, std::size_t at) {
  return IsWord(phrase, at,
                {"к", "сожалению", "наверное", "наверно", "скорее", "всего", "увы", "боюсь",
                 "думаю", "вообще", "честно", "говоря", "извините", "конечно", "кажется", "я"});
}

bool IsTakenBackBehind(const Surroundings& around) {
  const Phrase all = around.All();
  bool comma = false;
  for (std::size_t i = around.end; i < all.size() && all[i].mark != '.'; ++i) {
    if (IsRefusal(all, i)) return true;
    comma |= all[i].mark == ',';
    if (around.of_dates[i] || IsProposal(all, i) || (comma && !IsParenthesis(all, i))) return false;
  }
  return false;
}

bool IsTakenBackBefore(const Surroundings& around) {
  const Phrase all = around.All();
  for (std::size_t i = around.first; i > 0; --i) {
    if (all[i].mark == ',' || all[i].mark == '.') return false;
    if (IsRefusal(all, i - 1)) return true;
    const bool of_refusal = i > 1 && IsRefusal(all, i - 2);
    if ((around.of_dates[i - 1] && !of_refusal) || IsProposal(all, i - 1)) return false;
  }
  return false;
}

// «Накануне пятницы», «после пятого».
bool IsBesideADay(const Surroundings& around, std::size_t at) {
  const Phrase all = around.All();
  return !around.of_dates[at] &&
         IsWord(all, at, {"накануне", "перед", "ранее", "раньше", "позже", "позднее", "после"}) &&
         !IsWord(all, at + 1, {"в", "во", "на", "к", "ко"}) && at + 1 < all.size() &&
         NamesADay(all.subspan(at + 1));
}

// «В субботу, но не в эту».
bool IsNotThisOne(Phrase all, std::size_t at) {
  return IsWord(all, at, {"не"}) && IsWord(all, at + 1, {"в", "во", "на"}) &&
         IsWord(all, at + 2, {"эту", "этот", "это", "ближайшую", "ближайший", "ближайшее"});
}

bool IsOfAnother(const Surroundings& around) {
  const Phrase all = around.All();
  for (std::size_t i = around.first; i < std::min(around.end + kOtherOne, all.size()); ++i) {
    if (i > around.first && all[i].mark == '.') return false;
    if (IsNotThisOne(all, i)) return true;
  }
  return false;
}

// «Через неделю после отпуска».
bool IsFromAnother(const Surroundings& around, std::size_t at) {
  const Phrase all = around.All();
  if (!IsWord(all, at, {"после", "от"}) || around.of_dates[at]) return false;
  for (std::size_t i = at; i-- > 0 && i + kLongestInterval >= at;) {
    if (IsWord(all, i, {"через", "спустя"})) return true;
  }
  return false;
}

// Whether the word may be what `number` counts, by its ending: «мест», «столов», «рабочих»; «окна»
// of two.
bool MayBeCounted(std::string_view word, int number) {
  constexpr std::string_view kNoNouns[] = {"вам", "нам",  "там",     "вас",   "нас", "адрес",
                                           "дом", "раз",  "телефон", "номер", "вот", "как",
                                           "так", "если", "сам",     "он",    "муж", "пожалуйста"};
  constexpr std::string_view kOfVerbs[] = {"ет", "ит", "ут", "ют",  "ат", "ят",
                                           "ем", "им", "ть", "йте", "ите"};
  constexpr std::string_view kOfFew[] = {"а", "ы", "и", "я", "ых", "их"};
  constexpr std::string_view kOfMany[] = {"б", "в", "г", "д", "ж", "з", "к", "л", "м", "н",  "п",
                                          "р", "с", "т", "ф", "х", "ц", "ч", "ш", "щ", "ей", "ий"};
  const auto ends = [&](auto& endings) {
    return std::ranges::any_of(endings, [&](auto ending) { return word.ends_with(ending); });
  };
  if (CountCodePoints(word) < 3 || ends(kOfVerbs)) return false;
  if (std::ranges::find(kNoNouns, word) != std::end(kNoNouns)) return false;
  const int last = number % 10;
  const bool few = last >= 2 && last <= 4 && (number < 12 || number > 14);
  return few ? ends(kOfFew) : ends(kOfMany);
}

// «На двенадцать рабочих мест», and the reader of dates doesn't know the things.
bool CountsUnknownThings(const Surroundings& around, std::size_t at) {
  const Phrase all = around.All();
  if (at == 0 || !IsKind(all, at, Kind::kNumber) || !IsWord(all, at - 1, {"на"})) return false;
  const std::size_t thing = at + 1;
  if (!IsKind(all, thing, Kind::kWord) || all[thing].mark != ' ' || around.of_dates[thing]) {
    return false;
  }
  const std::string_view text = around.text;
  const bool capital = !text.substr(all[thing].begin).starts_with(all[thing].word);  // «Ленина»
  if (capital || IsCountedThing(all, thing)) return false;
  return IsPartOfABuilding(all, thing) || MayBeCounted(all[thing].word, all[at].first);
}

}  // namespace

bool IsContradicted(const WordRange& grown, const Turn& turn) {
  const Surroundings around = Around(grown, turn);
  if (IsTakenBackBehind(around) || IsTakenBackBefore(around) || IsOfAnother(around)) return true;
  const std::size_t first = around.first - std::min<std::size_t>(around.first, 1);
  for (std::size_t i = first; i < std::min(around.end + 1, around.tokens.size()); ++i) {
    if (IsBesideADay(around, i) || IsFromAnother(around, i)) return true;
    if (i < around.end && CountsUnknownThings(around, i)) return true;
  }
  return false;
}

}  // namespace novofon
