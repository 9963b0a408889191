#include "core/phrase_tokens.h"

#include <algorithm>

#include "core/number_in_text.h"
#include "core/numerals.h"
#include "core/russian_text.h"

namespace novofon {
namespace {

using Kind = PhraseToken::Kind;

bool IsCapital(std::string_view letter) {
  return letter.size() == 2 && letter[0] == '\xD0' && letter[1] >= '\x90' && letter[1] <= '\xAF';
}

struct Reader {
  std::string_view text;
  std::vector<Word> words;

  bool IsDigits(std::size_t i) const {
    return i < words.size() && IsDigit(static_cast<unsigned char>(words[i].text[0])) &&
           words[i].text.size() <= 6;
  }
  std::string_view Gap(std::size_t i) const {  // before word i
    return GapBefore(text, words, i);
  }
  bool IsJoined(std::size_t i, std::string_view by) const { return IsDigits(i) && Gap(i) == by; }
  int Number(std::size_t i) const { return std::stoi(words[i].text); }
  char Mark(std::size_t i) const;
};

// A recogniser writes «10 ч. 30 мин.» now and then. «Час.» is not here: «приезжайте в час.»
bool IsAbbreviation(std::string_view word) {
  constexpr std::string_view kShort[] = {"ч",   "мин", "ул",  "пр",  "просп", "пер",  "пл",
                                         "бул", "ш",   "наб", "д",   "кв",    "корп", "стр",
                                         "эт",  "под", "оф",  "тыс", "руб",   "им",   "г",
                                         "гг",  "нед", "мес", "дн",  "числ",  "см"};
  return std::ranges::find(kShort, word) != std::end(kShort);
}

char Reader::Mark(std::size_t i) const {  // before word i
  if (i == 0) return ' ';
  const std::string_view gap = Gap(i);
  if (gap.find_first_of("!?;\n") != std::string_view::npos) return '.';
  if (gap.find("…") != std::string_view::npos) return '.';
  const std::size_t dot = gap.find('.');
  const bool lone_dot = dot != std::string_view::npos && dot == gap.rfind('.');
  if (dot != std::string_view::npos && !(lone_dot && IsAbbreviation(words[i - 1].text))) return '.';
  if (gap.find(',') != std::string_view::npos) return ',';
  for (const std::string_view dash : {"-", "–", "—"}) {
    if (gap.find(dash) != std::string_view::npos) return '-';
  }
  return ' ';
}

// «10-го», «25го», «3-е».
bool IsOrdinalEnding(std::string_view word) {
  constexpr std::string_view kEndings[] = {"го", "ого", "его", "е", "ое", "му", "ому", "ему", "й",
                                           "ый", "ий",  "м",   "ю", "ую", "я",  "ая",  "ой"};
  return std::ranges::find(kEndings, word) != std::end(kEndings);
}

// «2026-12-10»: a model's spelling, not a recogniser's.
bool ReadIsoDate(const Reader& reader, std::size_t i, PhraseToken& token) {
  if (reader.words[i].text.size() != 4 || !reader.IsJoined(i + 1, "-") ||
      !reader.IsJoined(i + 2, "-")) {
    return false;
  }
  token.kind = Kind::kDotted;
  token.third = reader.Number(i);
  token.second = reader.Number(i + 1);
  token.first = reader.Number(i + 2);
  return true;
}

std::size_t ReadDigits(const Reader& reader, std::size_t i, PhraseToken& token) {
  if (ReadIsoDate(reader, i, token)) return 3;
  token.first = reader.Number(i);
  for (const std::string_view by : {".", "/", ":"}) {
    if (!reader.IsJoined(i + 1, by)) continue;
    token.kind = by == ":" ? Kind::kClock : Kind::kDotted;
    token.second = reader.Number(i + 1);
    if (!reader.IsJoined(i + 2, by)) return 2;
    token.third = reader.Number(i + 2);
    return 3;
  }
  const bool ending = i + 1 < reader.words.size() && IsOrdinalEnding(reader.words[i + 1].text) &&
                      (reader.Gap(i + 1).empty() || reader.Gap(i + 1) == "-");
  token.kind = ending ? Kind::kOrdinal : Kind::kNumber;
  if (ending) token.word = reader.words[i + 1].text;
  return ending ? 2 : 1;
}

// «пятьдесят седьмого» of «в десять пятьдесят седьмого»: no day has such a number.
bool IsMinutesAndDay(const SpokenNumber& number, Phrase before) {
  return number.ordinal && number.words == 2 && number.value > 31 && number.value < 60 &&
         !before.empty() && IsNumberIn(before, before.size() - 1, 0, 23);
}

void MarkQuestions(std::string_view text, std::vector<PhraseToken>& tokens) {
  std::size_t next = text.size();
  bool asked = false;
  for (std::size_t i = tokens.size(); i-- > 0;) {
    const bool ends = i + 1 == tokens.size() || tokens[i + 1].mark == '.';
    const std::string_view gap = text.substr(tokens[i].end, next - tokens[i].end);
    if (ends) asked = gap.find('?') != std::string_view::npos;
    tokens[i].asked = asked;
    next = tokens[i].begin;
  }
}

std::size_t ReadToken(const Reader& reader, std::size_t i, Phrase before, PhraseToken& token) {
  token.word = reader.words[i].text;
  if (reader.IsDigits(i)) return ReadDigits(reader, i, token);
  auto number = ReadNumberIn(reader.text, std::span(reader.words).subspan(i));
  if (!number) return 1;
  if (IsMinutesAndDay(*number, before)) {
    number = ReadNumber(std::span(reader.words).subspan(i, 1));
  }
  token.kind = number->ordinal ? Kind::kOrdinal : Kind::kNumber;
  token.first = number->value;
  token.word = reader.words[i + number->words - 1].text;
  return number->words;
}

}  // namespace

std::vector<PhraseToken> PhraseTokens(std::string_view text) {
  const Reader reader{text, Words(text)};
  std::vector<PhraseToken> tokens;
  for (std::size_t i = 0; i < reader.words.size();) {
    PhraseToken token;
    token.begin = reader.words[i].begin;
    token.mark = reader.Mark(i);
    token.capital = IsCapital(text.substr(token.begin, 2)) &&
                    !IsCapital(text.substr(std::min(token.begin + 2, text.size()), 2));
    i += ReadToken(reader, i, tokens, token);
    token.end = reader.words[i - 1].end;
    tokens.push_back(std::move(token));
  }
  MarkQuestions(text, tokens);
  return tokens;
}

Phrase FirstSentence(Phrase phrase) {
  std::size_t end = std::min<std::size_t>(phrase.size(), 1);
  while (end < phrase.size() && phrase[end].mark != '.') ++end;
  return phrase.first(end);
}

bool IsWord(Phrase phrase, std::size_t at, std::initializer_list<std::string_view> words) {
  return IsKind(phrase, at, Kind::kWord) &&
         std::ranges::find(words, std::string_view(phrase[at].word)) != words.end();
}

bool StartsWith(Phrase phrase, std::size_t at, std::initializer_list<std::string_view> stems) {
  return IsKind(phrase, at, Kind::kWord) && std::ranges::any_of(stems, [&](std::string_view s) {
           return phrase[at].word.starts_with(s);
         });
}

bool IsKind(Phrase phrase, std::size_t at, PhraseToken::Kind kind) {
  return at < phrase.size() && phrase[at].kind == kind;
}

bool IsNumberIn(Phrase phrase, std::size_t at, int low, int high) {
  return IsKind(phrase, at, Kind::kNumber) && phrase[at].first >= low && phrase[at].first <= high;
}

bool IsOrdinalIn(Phrase phrase, std::size_t at, int low, int high) {
  return IsKind(phrase, at, Kind::kOrdinal) && phrase[at].first >= low && phrase[at].first <= high;
}

int RowOf(std::span<const std::string_view> table, Phrase phrase, std::size_t at) {
  if (!IsKind(phrase, at, Kind::kWord)) return 0;
  const std::string wanted = " " + phrase[at].word + " ";
  const auto row = std::ranges::find_if(
      table, [&](std::string_view forms) { return forms.find(wanted) != std::string_view::npos; });
  return row == table.end() ? 0 : static_cast<int>(row - table.begin()) + 1;
}

bool HasMark(Phrase phrase, std::size_t at, char mark) {
  return at < phrase.size() && phrase[at].mark == mark;
}

std::size_t DecimalAt(Phrase phrase, std::size_t at) {
  if (IsKind(phrase, at, Kind::kDotted)) {
    const PhraseToken& token = phrase[at];
    return token.third < 0 && token.end - token.begin == token.word.size() + 2 ? 1 : 0;
  }
  const bool comma = IsKind(phrase, at, Kind::kNumber) && IsNumberIn(phrase, at + 1, 0, 9) &&
                     HasMark(phrase, at + 1, ',') && phrase[at + 1].begin == phrase[at].end + 1 &&
                     phrase[at + 1].end == phrase[at + 1].begin + 1;
  return comma ? 2 : 0;
}

}  // namespace novofon
