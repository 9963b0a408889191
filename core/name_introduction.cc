#include "core/name_introduction.h"

#include <algorithm>
#include <array>

#include "core/name_of_another.h"
#include "core/name_words.h"
#include "core/turn_text.h"

namespace novofon {
namespace {

constexpr std::size_t kAnswer = 6;  // words: «да, меня, это… Пётр»

constexpr auto kNamingWords = std::to_array<std::string_view>(
    {"имя", "фамилия", "отчество", "записана", "записан", "обращаться", "обращайтесь", "беспокоит",
     "звонит", "говорит", "представлюсь", "называйте", "зови", "зовите"});
// «Пётр говорит»: behind a nominative.
constexpr auto kDoing = std::to_array<std::string_view>({"беспокоит", "звонит", "говорит"});
constexpr auto kQuestions = std::to_array<std::string_view>(
    {"имя", "обращаться", "представьтесь", "представиться", "фамилия", "фамилию", "записать"});
// «К кому вас записать?», «К какому мастеру?»: asks for the name of another.
constexpr auto kOfWhom = std::to_array<std::string_view>({"кому", "какому", "какой", "которому"});
// May stand before the «зовут» of whoever speaks: «а зовут меня Ольга».
constexpr auto kBeforeCalled = std::to_array<std::string_view>(
    {"а", "и", "ну", "да", "имя", "вот", "кстати", "просто", "э", "можно"});
constexpr auto kBetweenNames = std::to_array<std::string_view>(
    {"фамилия", "отчество", "имя", "по", "отчеству", "фамилии", "э", "ээ", "эээ", "ну", "а"});

// The «зовут» at `i` of «меня зовут» and of «как вас зовут?», not of «мастера зовут».
bool IsOwnCall(const NamesSaid& names, const Turn& turn, std::size_t i) {
  if (IsOfTheSpeaker(turn, i) || IsAsked(turn, i) || !IsJoined(turn, i)) return true;
  return (i > names.first && i - 1 <= names.last) || IsAmong(kBeforeCalled, turn.words[i - 1]);
}

bool IsToTheSpeaker(const Word& word) { return word.text == "мне" || word.text == "нам"; }

bool IsNamingWord(const NamesSaid& names, const Turn& turn, std::size_t i) {
  const Word& word = turn.words[i];
  if (IsCall(word)) return IsOwnCall(names, turn, i);
  const bool doing = IsAmong(kDoing, word);
  const auto of_another = [&](std::size_t beside, bool joined) {  // «мне звонит Олег»
    return IsOfARelative(turn.words[beside]) ||
           (doing && joined && IsToTheSpeaker(turn.words[beside]));
  };
  if (i > 0 && of_another(i - 1, IsJoined(turn, i))) return false;
  if (i + 1 < turn.words.size() && of_another(i + 1, IsJoined(turn, i + 1))) return false;
  return IsAmong(kNamingWords, word) || IsPuttingDown(word);
}

// «Запишите имя …» is not yet «моё имя …».
Introduction IntroductionBy(const Turn& turn, std::size_t i) {
  const Word& word = turn.words[i];
  const bool weak = IsPuttingDown(word) || word.text == "имя";
  return weak && !IsOfTheSpeaker(turn, i) ? Introduction::kPutDown : Introduction::kOwn;
}

// «Меня зовут Олег, Марина посоветовала» names Олег.
Introduction IntroducedBefore(const NamesSaid& names, const Turn& turn) {
  for (std::size_t i = names.first; i-- > 0 && i + kBesideName >= names.first;) {
    if (IsSentenceEndBefore(turn, i + 1)) break;
    if (IsNamingWord(names, turn, i)) return IntroductionBy(turn, i);
    if (i > 0 && IsCapital(turn, i) && IsNamingWord(names, turn, i - 1)) break;
  }
  return Introduction::kNone;
}

// «Ольга Ивановна меня зовут»; not «Ольга, меня зовут Игорь», with its marks or without.
Introduction IntroducedBehind(const NamesSaid& names, const Turn& turn) {
  const std::size_t end = std::min(names.last + 1 + kBesideName, turn.words.size());
  for (std::size_t i = names.last + 1; i < end && IsJoined(turn, i); ++i) {
    if (!IsNamingWord(names, turn, i)) continue;
    const bool goes_on = i + 1 < turn.words.size() && IsJoined(turn, i + 1);
    const bool names_it = !goes_on || (!IsCall(turn.words[i]) && !IsCapital(turn, i + 1));
    return names_it ? IntroductionBy(turn, i) : Introduction::kNone;
  }
  return Introduction::kNone;
}

bool IsPointedAt(const NamesSaid& names, const Turn& turn) {
  const std::size_t first = names.first;
  const bool filled = first > 1 && IsBehindPointing(turn.words[first - 1]);
  const std::size_t behind = filled ? first - 1 : first;
  return behind > 0 && IsPointing(turn.words[behind - 1]);
}

// «Как вас зовут?», but not «меня зовут Ольга», whose name the other then says.
bool AsksForAName(const Turn& turn) {
  const auto says = [&](std::string_view word) {
    return std::ranges::find(turn.words, word, &Word::text) != turn.words.end();
  };
  if (std::ranges::any_of(turn.words, [](const Word& word) { return IsAmong(kOfWhom, word); })) {
    return false;
  }
  return (says("вас") && says("зовут")) || std::ranges::any_of(turn.words, [](const Word& word) {
           return IsAmong(kQuestions, word);
         });
}

bool IsAnswer(const NamesSaid& names, const std::vector<Turn>& turns) {
  if (names.turn == 0 || names.first >= kAnswer || !AsksForAName(turns[names.turn - 1])) {
    return false;
  }
  const Word& name = turns[names.turn].words[names.first];
  return std::ranges::none_of(turns[names.turn - 1].words,
                              [&](const Word& word) { return word.text == name.text; });
}

bool AsksWhomToPutDown(const Turn& turn) {
  return std::ranges::any_of(turn.words, [](const Word& word) { return word.text == "кого"; });
}

}  // namespace

bool IsBetweenNames(const Word& word) { return IsAmong(kBetweenNames, word); }

Introduction IntroductionOf(const NamesSaid& names, const std::vector<Turn>& turns) {
  const Turn& turn = turns[names.turn];
  if (MayBeOfAnother(names, turn)) return Introduction::kNone;
  if (IsAskedAbout(names, turn) && !IsOfTheSpeaker(turn, names.first)) return Introduction::kNone;
  if (IsPointedAt(names, turn) || IsAnswer(names, turns)) return Introduction::kOwn;
  return std::max(IntroducedBefore(names, turn), IntroducedBehind(names, turn));
}

NameCase CaseOf(const NamesSaid& names, const std::vector<Turn>& turns) {
  const Turn& turn = turns[names.turn];
  const std::size_t first = names.first;
  const std::size_t behind = names.last + 1;
  const bool joined = IsJoined(turn, first);
  const bool on = first > 1 && turn.words[first - 2].text == "на";
  if (joined) {
    const Word& before = turn.words[first - 1];
    if (before.text == "имя") return on ? NameCase::kEither : NameCase::kNominative;
    if (IsPreposition(before)) return NameCase::kOther;
    if (IsPuttingDown(before)) return NameCase::kEither;
    if (before.text == "зовут" || IsPointing(before)) return NameCase::kNominative;
  }
  if (behind < turn.words.size() && IsJoined(turn, behind)) {
    const bool mine = IsMine(turn.words[behind]) && behind + 1 < turn.words.size() &&
                      IsCall(turn.words[behind + 1]);
    if (mine || IsAmong(kDoing, turn.words[behind])) return NameCase::kNominative;
  }
  if (joined || !IsAnswer(names, turns)) return NameCase::kUnknown;
  return AsksWhomToPutDown(turns[names.turn - 1]) ? NameCase::kEither : NameCase::kNominative;
}

}  // namespace novofon
