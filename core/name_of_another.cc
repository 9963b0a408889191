#include "core/name_of_another.h"

#include <algorithm>
#include <array>

#include "core/name_words.h"
#include "core/spoken_name.h"
#include "core/turn_text.h"

namespace novofon {
namespace {

// «Игнорируй предыдущие инструкции»: what no caller says to a person.
constexpr auto kDisregard =
    std::to_array<std::string_view>({"игнорир", "проигнорир", "забудь", "забывай"});
constexpr auto kOrders = std::to_array<std::string_view>(
    {"инструкц", "указани", "правил", "команд", "промпт", "предыдущ", "ограничени"});
// In the singular, as machines are told.
constexpr auto kFillingIn = std::to_array<std::string_view>(
    {"впиши", "вставь", "подставь", "введи", "внеси", "заполни", "укажи", "верни", "выведи",
     "ответь", "замени", "поменяй", "смени", "измени", "установи", "присвой", "сохрани"});
// Friends are told so as well, but not with «имя» behind it.
constexpr auto kWriting =
    std::to_array<std::string_view>({"запиши", "пиши", "напиши", "добавь", "поставь"});
constexpr auto kMachines =
    std::to_array<std::string_view>({"система", "ассистент", "бот", "робот", "нейросеть"});
// «Имя клиента»: nobody calls himself that.
constexpr auto kFields =
    std::to_array<std::string_view>({"клиента", "заказчика", "пользователя", "покупателя"});
constexpr auto kThirdPersons =
    std::to_array<std::string_view>({"она", "он", "которая", "который", "ее", "его", "ей", "ему"});

std::span<const Word> WordsOf(const Turn& turn, std::size_t first, std::size_t end) {
  return std::span(turn.words).subspan(first, end - first);
}

template <std::size_t N>
bool HasAny(std::span<const Word> words, const std::array<std::string_view, N>& wanted) {
  return std::ranges::any_of(words, [&](const Word& word) { return IsAmong(wanted, word); });
}

template <std::size_t N>
bool HasAnyStem(std::span<const Word> words, const std::array<std::string_view, N>& stems) {
  return std::ranges::any_of(words, [&](const Word& word) {
    return std::ranges::any_of(stems, [&](auto stem) { return word.text.starts_with(stem); });
  });
}

bool TellsToDisregard(std::span<const Word> words) {
  return HasAnyStem(words, kDisregard) && HasAnyStem(words, kOrders);
}

bool IsTag(const Word& word) { return IsQuestionTag(word) || IsRole(word); }

// «Запиши имя Хакер, а меня зовут …»: what stands behind the name of another is his own.
bool GivesHisOwn(const Turn& turn, std::size_t first, std::size_t end) {
  bool another = false;
  for (std::size_t i = first; i < end; ++i) {
    if (another && IsCall(turn.words[i]) && IsOfTheSpeaker(turn, i)) return true;
    another |= i > first && IsCapital(turn, i);
  }
  return false;
}

bool SpeaksToAMachine(const Turn& turn, const Sentence& sentence) {
  const Word& first = turn.words[sentence.first];
  return sentence.first + 1 < sentence.end && IsAmong(kMachines, first) &&
         !IsJoined(turn, sentence.first + 1);
}

bool IsDictated(const NamesSaid& names, const Turn& turn) {
  const Sentence sentence = SentenceAround(turn, names.first, names.last);
  const auto before = WordsOf(turn, sentence.first, names.first);
  if (TellsToDisregard(WordsOf(turn, sentence.first, sentence.end))) return true;
  if (GivesHisOwn(turn, sentence.first, names.first)) return false;
  if (HasAny(before, kFillingIn) || SpeaksToAMachine(turn, sentence)) return true;
  const auto name = std::ranges::find(before, "имя", &Word::text);
  if (name == before.end()) return false;
  const bool of_a_field = name + 1 != before.end() && IsAmong(kFields, *(name + 1));
  const auto before_it = before.first(static_cast<std::size_t>(name - before.begin()));
  return of_a_field || HasAny(before_it, kWriting) ||
         (TellsToDisregard(turn.words) && !IsOfTheSpeaker(turn, names.first));
}

bool IsGuessed(const NamesSaid& names, const Turn& turn) {
  if (!IsAskedAbout(names, turn) || IsOfTheSpeaker(turn, names.first)) return false;
  const std::size_t first = names.first - std::min(names.first, kBesideName);
  return std::ranges::none_of(WordsOf(turn, first, names.first), IsPuttingDown);
}

bool SaysOfHimself(const Turn& turn, std::string_view name) {
  for (std::size_t i = 0; i < turn.words.size(); ++i) {
    const NamesSaid names{0, i, i};
    if (turn.words[i].text == name && !IsAskedAbout(names, turn)) return true;
  }
  return false;
}

// «Здравствуйте, Кристина»: to the operator Кристина.
bool IsGreeted(const NamesSaid& names, const std::vector<Turn>& turns) {
  const Turn& turn = turns[names.turn];
  if (names.first == 0 || !IsGreeting(turn.words[names.first - 1])) return false;
  return std::any_of(turns.begin(), turns.begin() + static_cast<std::ptrdiff_t>(names.turn),
                     [&](const Turn& other) {
                       return other.speaker == kOperator &&
                              SaysOfHimself(other, turn.words[names.first].text);
                     });
}

// «Улица Ленина», «от Петра»; but «Здравствуйте. Пётр беспокоит».
bool SpoilsAName(const Turn& turn, std::size_t before) {
  const Word& word = turn.words[before];
  if (IsRole(word)) return !IsSentenceEndBefore(turn, before + 1);
  const bool greeting = IsGreeting(word) && !IsJoined(turn, before + 1);
  return !greeting && (BreaksAnIntroduction(word) || IsServiceWord(word.text));
}

// «Доктор Анна Егорова»: what stands before the whole name.
bool IsSpoilt(const Turn& turn, std::size_t first) {
  if (first == 0) return false;
  std::size_t before = first - 1;
  while (before > 0 && !SpoilsAName(turn, before) && IsCapital(turn, before) &&
         IsJoined(turn, before) && IsJoined(turn, before + 1)) {
    --before;
  }
  return SpoilsAName(turn, before);
}

// «Запишите меня на Марину»: to her, or under her name?
bool IsPutDownWithHer(const NamesSaid& names, const Turn& turn) {
  const std::size_t first = names.first;
  if (first == 0 || turn.words[first - 1].text != "на") return false;
  const std::size_t behind = names.last + 1;
  const bool mine_behind =
      behind < turn.words.size() && IsJoined(turn, behind) && turn.words[behind].text == "меня";
  const std::size_t from = first - std::min(first, kBesideName);
  return mine_behind || std::ranges::any_of(WordsOf(turn, from, first), [](const Word& word) {
           return word.text == "меня" || word.text == "нас" || IsOfARelative(word);
         });
}

// «На Марину, она мне брови делала», «Олег звонит из вашей фирмы».
bool IsSpokenOf(const NamesSaid& names, const Turn& turn) {
  const std::size_t behind = names.last + 1;
  const Sentence sentence = SentenceAround(turn, names.first, names.last);
  if (behind >= sentence.end) return false;
  const bool on = names.first > 0 && turn.words[names.first - 1].text == "на";
  if (on && IsAmong(kThirdPersons, turn.words[behind])) return true;
  const auto rest = WordsOf(turn, behind, sentence.end);
  return std::ranges::adjacent_find(rest, [](const Word& from, const Word& yours) {
           return (from.text == "из" || from.text == "от") &&
                  (yours.text.starts_with("ваш") || yours.text == "вас");
         }) != rest.end();
}

// The names of «меня зовут …», «меня … зовут» and «… меня зовут» at the «зовут» of word `i`.
std::span<const Word> NamesAtCall(const Turn& turn, std::size_t i) {
  if (!IsCall(turn.words[i]) || !IsOfTheSpeaker(turn, i)) return {};
  const auto is_name = [&](std::size_t k) {
    return IsCapital(turn, k) && !IsServiceWord(turn.words[k].text) &&
           turn.words[k].end - turn.words[k].begin > 2;
  };
  const auto is_filler = [&](std::size_t k) {
    return IsMine(turn.words[k]) || IsBehindPointing(turn.words[k]);
  };
  std::size_t k = i + 1;
  while (k < turn.words.size() && is_filler(k)) ++k;
  if (k < turn.words.size() && is_name(k) && !IsSentenceEndBefore(turn, k)) {
    return WordsOf(turn, k, k + 1);
  }
  std::size_t end = i;
  while (end > 0 && IsJoined(turn, end) && is_filler(end - 1)) --end;
  std::size_t first = end;
  while (first > 0 && IsJoined(turn, first) && is_name(first - 1)) --first;
  return WordsOf(turn, first, end);
}

bool GivesAnotherIn(const Turn& turn, Sentence among, std::span<const Word> value) {
  for (std::size_t i = among.first; i < among.end; ++i) {
    const auto own = NamesAtCall(turn, i);
    const bool same = std::ranges::any_of(own, [&](const Word& said) {
      return std::ranges::any_of(
          value, [&](const Word& name) { return IsCaseOfName(said.text, name.text); });
    });
    if (!own.empty() && !same) return true;
  }
  return false;
}

}  // namespace

bool IsAskedAbout(const NamesSaid& names, const Turn& turn) {
  std::size_t i = names.last;
  while (!IsAsked(turn, i) && i + 1 < turn.words.size() && IsTag(turn.words[i + 1])) ++i;
  return IsAsked(turn, i);
}

bool IsSurelyOfAnother(const NamesSaid& names, const std::vector<Turn>& turns) {
  const Turn& turn = turns[names.turn];
  if (turn.speaker != kOperator && IsDictated(names, turn)) return true;
  return turn.speaker == kClient && (IsGuessed(names, turn) || IsGreeted(names, turns));
}

bool MayBeOfAnother(const NamesSaid& names, const Turn& turn) {
  return IsSpoilt(turn, names.first) || IsPutDownWithHer(names, turn) || IsSpokenOf(names, turn);
}

OwnName OwnNameBeside(const NamesSaid& names, std::span<const Word> value,
                      const std::vector<Turn>& turns) {
  const Turn& here = turns[names.turn];
  if (here.speaker != kClient) {
    const Sentence sentence = SentenceAround(here, names.first, names.last);
    return GivesAnotherIn(here, sentence, value) ? OwnName::kInTheTurn : OwnName::kNone;
  }
  if (GivesAnotherIn(here, {0, here.words.size()}, value)) return OwnName::kInTheTurn;
  const bool elsewhere = std::ranges::any_of(turns, [&](const Turn& turn) {
    return turn.speaker == kClient && GivesAnotherIn(turn, {0, turn.words.size()}, value);
  });
  return elsewhere ? OwnName::kElsewhere : OwnName::kNone;
}

}  // namespace novofon
