#include "core/name_introduction.h"

#include <algorithm>
#include <array>

#include "core/spoken_name.h"

namespace novofon {
namespace {

constexpr std::size_t kBefore = 3;  // words between what introduces a name and the name
constexpr std::size_t kAnswer = 6;  // words: «да, меня, это… Пётр»

// Behind these a name may stand in the accusative.
constexpr auto kPuttingDown = std::to_array<std::string_view>(
    {"запишите", "запиши", "записать", "записывайте", "запишем", "пишите"});
constexpr auto kNamingWords = std::to_array<std::string_view>(
    {"имя", "фамилия", "отчество", "записана", "записан", "обращаться", "обращайтесь", "беспокоит",
     "звонит", "говорит", "представлюсь", "называйте", "зови", "зовите"});
// «Пётр говорит»: behind a nominative.
constexpr auto kDoing = std::to_array<std::string_view>({"беспокоит", "звонит", "говорит"});
// Directly before it, or with such a word between: «это снова Пётр».
constexpr auto kPointingWords = std::to_array<std::string_view>({"это", "я"});
constexpr auto kAfterPointing = std::to_array<std::string_view>(
    {"снова", "опять", "вас", "вам", "еще", "же", "сама", "сам", "просто", "ну", "э"});
// «Муж говорит, Ольга хорошо убирает».
constexpr auto kOthers = std::to_array<std::string_view>(
    {"мужа",    "жену",       "сына",      "дочь",   "дочку",  "маму",    "папу",
     "его",     "ее",         "их",        "собаку", "кота",   "кошку",   "соседа",
     "соседку", "начальника", "директора", "брата",  "сестру", "бабушку", "муж",
     "жена",    "сын",        "мама",      "он",     "она",    "сосед",   "соседка"});
// «Я от Петра», «это не Пётр».
constexpr auto kBreaking = std::to_array<std::string_view>(
    {"от", "у", "к", "про", "с", "со", "для", "не", "мимо", "вместо", "из"});
constexpr auto kGreetings = std::to_array<std::string_view>(
    {"здравствуйте", "день", "вечер", "утро", "алло", "да", "хорошо", "спасибо"});
constexpr auto kPrepositions = std::to_array<std::string_view>(
    {"на", "от", "у", "к", "ко", "про", "с", "со", "для", "вместо", "из", "за", "о", "об", "без"});
constexpr auto kQuestions = std::to_array<std::string_view>(
    {"имя", "обращаться", "представьтесь", "представиться", "фамилия", "фамилию", "записать"});
// May stand before the «зовут» of whoever speaks: «а зовут меня Ольга».
constexpr auto kBeforeCalled = std::to_array<std::string_view>(
    {"а", "и", "ну", "да", "имя", "вот", "кстати", "просто", "э", "можно"});
constexpr auto kMine = std::to_array<std::string_view>({"меня", "нас", "мое", "моя"});
constexpr auto kBetweenNames = std::to_array<std::string_view>(
    {"фамилия", "отчество", "имя", "по", "отчеству", "фамилии", "э", "ээ", "эээ", "ну", "а"});

bool IsAmong(std::span<const std::string_view> words, const Word& word) {
  return std::ranges::find(words, std::string_view(word.text)) != words.end();
}

bool IsCall(const Word& word) { return word.text == "зовут" || word.text == "звать"; }

std::string_view Before(const Turn& turn, std::size_t i) {
  return GapBefore(turn.text, turn.words, i);
}

// Whether nothing but a blank stands before word `i`, and a word before that.
bool IsJoined(const Turn& turn, std::size_t i) {
  return i > 0 && Before(turn, i).find_first_not_of(' ') == std::string_view::npos;
}

// Not the dots of hesitation, nor a question, which is answered.
bool IsEndOfASentence(std::string_view between) {
  const std::size_t dot = between.find('.');
  const bool end = dot != std::string_view::npos && dot == between.rfind('.');
  return end || between.find('!') != std::string_view::npos;
}

bool IsAsked(const Turn& turn, std::size_t i) {  // a question ends behind word `i`
  return Before(turn, i + 1).find('?') != std::string_view::npos;
}

bool IsCapital(const Turn& turn, std::size_t i) { return IsCapitalised(turn.text, turn.words[i]); }

bool IsOfTheSpeaker(const Turn& turn, std::size_t i) {  // «меня» is near to word `i`
  const std::size_t first = i - std::min(i, kBefore);
  const std::size_t end = std::min(i + kBefore + 1, turn.words.size());
  return std::any_of(turn.words.begin() + static_cast<std::ptrdiff_t>(first),
                     turn.words.begin() + static_cast<std::ptrdiff_t>(end),
                     [](const Word& word) { return IsAmong(kMine, word); });
}

// The «зовут» at `i` of «меня зовут» and of «как вас зовут?», not of «мастера зовут».
bool IsOwnCall(const NamesSaid& names, const Turn& turn, std::size_t i) {
  if (IsOfTheSpeaker(turn, i) || IsAsked(turn, i) || !IsJoined(turn, i)) return true;
  return (i > names.first && i - 1 <= names.last) || IsAmong(kBeforeCalled, turn.words[i - 1]);
}

bool IsNamingWord(const NamesSaid& names, const Turn& turn, std::size_t i) {
  const Word& word = turn.words[i];
  if (IsCall(word)) return IsOwnCall(names, turn, i);
  const bool of_another = (i > 0 && IsAmong(kOthers, turn.words[i - 1])) ||
                          (i + 1 < turn.words.size() && IsAmong(kOthers, turn.words[i + 1]));
  return !of_another && (IsAmong(kNamingWords, word) || IsAmong(kPuttingDown, word));
}

// «Меня зовут Олег, Марина посоветовала» names Олег.
bool IsNamedBefore(const NamesSaid& names, const Turn& turn) {
  for (std::size_t i = names.first; i-- > 0 && i + kBefore >= names.first;) {
    if (IsEndOfASentence(Before(turn, i + 1))) return false;
    if (IsNamingWord(names, turn, i)) return true;
    if (i > 0 && IsCapital(turn, i) && IsNamingWord(names, turn, i - 1)) return false;
  }
  return false;
}

// «Ольга Ивановна меня зовут»; not «Ольга, меня зовут Игорь», with its marks or without.
bool IsNamedBehind(const NamesSaid& names, const Turn& turn) {
  const std::size_t end = std::min(names.last + 1 + kBefore, turn.words.size());
  for (std::size_t i = names.last + 1; i < end && IsJoined(turn, i); ++i) {
    if (!IsNamingWord(names, turn, i)) continue;
    const bool goes_on = i + 1 < turn.words.size() && IsJoined(turn, i + 1);
    return !goes_on || (!IsCall(turn.words[i]) && !IsCapital(turn, i + 1));
  }
  return false;
}

// «Улица Ленина», «от Петра»; but «Здравствуйте. Пётр беспокоит».
bool SpoilsAName(const Turn& turn, std::size_t before) {
  const Word& word = turn.words[before];
  const bool greeting = IsAmong(kGreetings, word) && !IsJoined(turn, before + 1);
  return !greeting && (IsAmong(kBreaking, word) || IsServiceWord(word.text));
}

bool IsPointedAt(const NamesSaid& names, const Turn& turn) {
  const std::size_t first = names.first;
  const bool filled = first > 1 && IsAmong(kAfterPointing, turn.words[first - 1]);
  const std::size_t behind = filled ? first - 1 : first;
  return behind > 0 && IsAmong(kPointingWords, turn.words[behind - 1]);
}

// «Как вас зовут?», but not «меня зовут Ольга», whose name the other then says.
bool AsksForAName(const Turn& turn) {
  const auto says = [&](std::string_view word) {
    return std::ranges::find(turn.words, word, &Word::text) != turn.words.end();
  };
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

// The name of «меня зовут …» at the «зовут» of word `i`; the number of words when none is given.
std::size_t NameBehindCall(const Turn& turn, std::size_t i) {
  if (!IsCall(turn.words[i]) || !IsOfTheSpeaker(turn, i)) return turn.words.size();
  std::size_t k = i + 1;
  while (k < turn.words.size() &&
         (IsAmong(kMine, turn.words[k]) || IsAmong(kAfterPointing, turn.words[k]))) {
    ++k;
  }
  const bool name = k < turn.words.size() && IsCapital(turn, k) &&
                    !IsEndOfASentence(Before(turn, k)) && !IsServiceWord(turn.words[k].text);
  return name ? k : turn.words.size();
}

struct Sentence {
  std::size_t first = 0;
  std::size_t end = 0;
};

Sentence SentenceOf(const NamesSaid& names, const Turn& turn) {
  const auto ends = [&](std::size_t i) {
    return Before(turn, i).find_first_of(".!?\n") != std::string_view::npos;
  };
  Sentence sentence{names.first, names.last + 1};
  while (sentence.first > 0 && !ends(sentence.first)) --sentence.first;
  while (sentence.end < turn.words.size() && !ends(sentence.end)) ++sentence.end;
  return sentence;
}

bool GivesAnotherIn(const Turn& turn, Sentence among, std::span<const Word> value) {
  for (std::size_t i = among.first; i < among.end; ++i) {
    const std::size_t k = NameBehindCall(turn, i);
    const bool another = k < among.end && std::ranges::none_of(value, [&](const Word& name) {
                           return IsCaseOfName(turn.words[k].text, name.text);
                         });
    if (another) return true;
  }
  return false;
}

}  // namespace

bool IsBetweenNames(const Word& word) { return IsAmong(kBetweenNames, word); }

bool IsIntroduced(const NamesSaid& names, const std::vector<Turn>& turns) {
  const Turn& turn = turns[names.turn];
  const std::size_t first = names.first;
  if (first > 0 && SpoilsAName(turn, first - 1)) return false;
  if (IsAsked(turn, names.last) && !IsOfTheSpeaker(turn, first)) return false;
  return IsPointedAt(names, turn) || IsNamedBefore(names, turn) || IsNamedBehind(names, turn) ||
         IsAnswer(names, turns);
}

bool IsGuessed(const NamesSaid& names, const Turn& turn) {
  if (!IsAsked(turn, names.last) || IsOfTheSpeaker(turn, names.first)) return false;
  const std::size_t first = names.first - std::min(names.first, kBefore);
  return std::none_of(turn.words.begin() + static_cast<std::ptrdiff_t>(first),
                      turn.words.begin() + static_cast<std::ptrdiff_t>(names.first),
                      [](const Word& word) { return IsAmong(kPuttingDown, word); });
}

bool GivesAnotherName(const NamesSaid& names, std::span<const Word> value,
                      const std::vector<Turn>& turns) {
  const Turn& here = turns[names.turn];
  if (here.speaker != kClient) return GivesAnotherIn(here, SentenceOf(names, here), value);
  return std::ranges::any_of(turns, [&](const Turn& turn) {
    return turn.speaker == kClient && GivesAnotherIn(turn, {0, turn.words.size()}, value);
  });
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
    if (IsAmong(kPrepositions, before)) return NameCase::kOther;
    if (IsAmong(kPuttingDown, before)) return NameCase::kEither;
    if (before.text == "зовут" || IsAmong(kPointingWords, before)) return NameCase::kNominative;
  }
  if (behind < turn.words.size() && IsJoined(turn, behind)) {
    const bool mine = IsAmong(kMine, turn.words[behind]) && behind + 1 < turn.words.size() &&
                      IsCall(turn.words[behind + 1]);
    if (mine || IsAmong(kDoing, turn.words[behind])) return NameCase::kNominative;
  }
  if (joined || !IsAnswer(names, turns)) return NameCase::kUnknown;
  return AsksWhomToPutDown(turns[names.turn - 1]) ? NameCase::kEither : NameCase::kNominative;
}

}  // namespace novofon
