#include "core/quotes.h"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "core/blanks.h"
#include "core/number_in_text.h"

namespace novofon {
namespace {

constexpr std::size_t kMostPieces = 8;
constexpr std::size_t kFarthest = 60;  // words between two pieces: a question and its answer
constexpr std::size_t kMostParts = 6;  // words of one number, and more
constexpr char kApart = '\x1F';        // between two numbers, else 2 and 5 would be 25

bool IsNumber(const Word& word) { return IsDigit(static_cast<unsigned char>(word.text[0])); }

// «го» of «25-го», which is said with the number.
bool IsEndingOfANumber(std::string_view text, std::span<const Word> words, std::size_t i) {
  constexpr std::string_view kEndings[] = {"го", "му", "й", "я", "е", "м", "х", "ая", "ый", "ой"};
  return i > 0 && i < words.size() && IsNumber(words[i - 1]) && GapBefore(text, words, i) == "-" &&
         std::ranges::find(kEndings, words[i].text) != std::end(kEndings);
}

enum class Marks { kDivideNumbers, kIgnored };

std::vector<Word> WordsAndNumbers(std::string_view text, Marks marks = Marks::kDivideNumbers) {
  const std::vector<Word> words = Words(text);
  std::vector<Word> merged;
  for (std::size_t i = 0; i < words.size();) {
    const auto rest = std::span(words).subspan(i);
    const auto number = marks == Marks::kIgnored ? ReadNumber(rest) : ReadNumberIn(text, rest);
    merged.push_back(words[i]);
    if (number) {
      merged.back().text = std::to_string(number->value);
      merged.back().end = words[i + number->words - 1].end;
    }
    i += number ? number->words : 1;
    if (IsEndingOfANumber(text, words, i)) merged.back().end = words[i++].end;
  }
  return merged;
}

// What is compared: no spaces, since «послезавтра» is also written «после завтра».
std::string KeyOf(std::string_view text, Marks marks) {
  std::string key;
  bool after_number = false;
  for (const Word& word : WordsAndNumbers(text, marks)) {
    if (after_number && IsNumber(word)) key += kApart;
    key += word.text;
    after_number = IsNumber(word);
  }
  return key;
}

struct Joined {
  std::string text;
  std::size_t last = 0;  // word
};

// What the numbers from word `i` on are without the marks between them: a model doesn't always
// copy «дом двадцать, пятый этаж» with its comma. Nothing when they are no one number.
std::optional<Joined> JoinedAt(const Turn& turn, std::size_t i) {
  const std::vector<Word>& words = turn.words;
  std::size_t end = i;
  while (end < std::min(i + kMostParts, words.size()) && IsNumber(words[end])) ++end;
  if (end < i + 2) return std::nullopt;
  const std::size_t begin = words[i].begin;
  const std::vector<Word> parts =
      Words(std::string_view(turn.text).substr(begin, words[end - 1].end - begin));
  const auto number = ReadNumber(parts);
  if (!number) return std::nullopt;
  const std::size_t behind = begin + parts[number->words - 1].end;
  std::size_t last = i;
  while (last + 1 < end && words[last].end < behind) ++last;
  if (last == i || words[last].end != behind) return std::nullopt;
  return Joined{std::to_string(number->value), last};
}

bool BeginsWithNumber(std::string_view key, std::string_view number) {
  return key.starts_with(number) &&
         (key.size() == number.size() || !IsDigit(static_cast<unsigned char>(key[number.size()])));
}

// The last word when `key` stands in `turn` from its word `first` on, all words whole.
std::optional<std::size_t> LastOfMatch(const Turn& turn, std::size_t first, std::string_view key) {
  for (std::size_t i = first; i < turn.words.size(); ++i) {
    const Word& word = turn.words[i];
    if (i > first && IsNumber(turn.words[i - 1]) && IsNumber(word)) {
      if (!key.starts_with(kApart)) return std::nullopt;
      key.remove_prefix(1);
    }
    const auto joined = JoinedAt(turn, i);
    if (joined && BeginsWithNumber(key, joined->text)) {
      key.remove_prefix(joined->text.size());
      i = joined->last;
    } else {
      if (!key.starts_with(word.text)) return std::nullopt;
      key.remove_prefix(word.text.size());
    }
    if (key.empty()) return i;
  }
  return std::nullopt;
}

// Looks at no more than `most` words from `from` on.
std::optional<WordRange> FindFrom(std::string_view key, const std::vector<Turn>& turns,
                                  WordRange from, std::size_t most = std::string::npos) {
  for (std::size_t t = from.turn; t < turns.size(); ++t) {
    for (std::size_t w = t == from.turn ? from.first : 0; w < turns[t].words.size(); ++w) {
      if (most-- == 0) return std::nullopt;
      if (const auto last = LastOfMatch(turns[t], w, key)) return WordRange{t, w, *last};
    }
  }
  return std::nullopt;
}

std::optional<WordRange> FindWhole(std::string_view key, const std::vector<Turn>& turns) {
  std::optional<WordRange> of_operator;
  WordRange from;
  while (const auto found = FindFrom(key, turns, from)) {
    if (turns[found->turn].speaker != kOperator) return found;
    if (!of_operator) of_operator = found;
    from = {found->turn, found->first + 1, 0};
  }
  return of_operator;
}

// The model sees a dialogue with labels and copies them. A server that tells voices apart has
// labels of its own.
std::string_view WithoutLabel(std::string_view quote, const std::vector<Turn>& turns) {
  quote = WithoutBlanks(quote);
  const auto colon = quote.find(':');
  if (colon == std::string_view::npos) return quote;
  const std::string_view label = quote.substr(0, colon);
  const bool known =
      label == kClient || label == kOperator ||
      std::ranges::any_of(turns, [&](const Turn& turn) { return turn.speaker == label; });
  return known ? WithoutBlanks(quote.substr(colon + 1)) : quote;
}

std::vector<std::string> KeysOfPieces(std::string_view quote, const std::vector<Turn>& turns,
                                      Marks marks) {
  std::vector<std::string> keys;
  while (!quote.empty()) {
    std::size_t end = quote.size();
    std::size_t next = end;
    for (const std::string_view mark : {"…", "...", "\n"}) {
      const std::size_t at = quote.find(mark);
      if (at >= end) continue;
      end = at;
      next = at + mark.size();
    }
    std::string key = KeyOf(WithoutLabel(quote.substr(0, end), turns), marks);
    if (!key.empty()) keys.push_back(std::move(key));
    quote.remove_prefix(next);
  }
  return keys;
}

// The pieces behind `first`, or nothing when one of them is missing.
std::vector<WordRange> Follow(const std::vector<std::string>& keys, const std::vector<Turn>& turns,
                              const WordRange& first) {
  std::vector<WordRange> chain{first};
  for (std::size_t i = 1; i < keys.size(); ++i) {
    const WordRange behind{chain.back().turn, chain.back().last + 1, 0};
    const auto next = FindFrom(keys[i], turns, behind, kFarthest + 1);
    if (!next) return {};
    chain.push_back(*next);
  }
  return chain;
}

std::vector<WordRange> FindAs(Marks marks, std::string_view quote, const std::vector<Turn>& turns) {
  const std::string whole = KeyOf(WithoutLabel(quote, turns), marks);
  if (whole.empty()) return {};
  if (const auto found = FindWhole(whole, turns)) return {*found};
  const std::vector<std::string> keys = KeysOfPieces(quote, turns, marks);
  if (keys.size() < 2 || keys.size() > kMostPieces) return {};
  WordRange from;
  while (const auto first = FindFrom(keys[0], turns, from)) {
    if (auto chain = Follow(keys, turns, *first); !chain.empty()) return chain;
    from = {first->turn, first->first + 1, 0};
  }
  return {};
}

bool BeginsWithACapital(std::string_view text) {
  const std::vector<Word> words = Words(text);
  return !words.empty() && !text.substr(words[0].begin).starts_with(words[0].text);
}

// Between two segments, each without blanks around it. A recogniser doesn't put a dot between every
// two sentences.
char Divider(std::string_view before, std::string_view next) {
  if (!before.ends_with(',') && BeginsWithACapital(next)) return '\n';
  const std::vector<Word> last = WordsAndNumbers(before);
  const std::vector<Word> first = WordsAndNumbers(next);
  const bool numbers =
      !last.empty() && !first.empty() && IsNumber(last.back()) && IsNumber(first.front());
  return numbers ? '\n' : ' ';
}

}  // namespace

std::vector<Turn> TurnsOf(const Transcript& transcript) {
  const std::vector<Segment>& segments = transcript.segments;
  std::vector<Turn> turns;
  for (std::size_t next = 0; next < segments.size();) {
    const std::size_t first = next;
    Turn turn{segments[first].speaker, "", {}, {}};
    std::vector<std::size_t> begins;
    std::string_view before;
    for (; next < segments.size() && segments[next].speaker == turn.speaker; ++next) {
      const std::string_view said = WithoutBlanks(segments[next].text);
      if (!turn.text.empty()) turn.text += Divider(before, said);
      begins.push_back(turn.text.size());
      turn.text += said;
      before = said;
    }
    turn.words = WordsAndNumbers(turn.text);
    for (const Word& word : turn.words) {
      const auto behind = std::ranges::upper_bound(begins, word.begin);
      turn.segments.push_back(first + static_cast<std::size_t>(behind - begins.begin()) - 1);
    }
    turns.push_back(std::move(turn));
  }
  if (segments.empty()) {
    turns.push_back({"", transcript.text, WordsAndNumbers(transcript.text), {}});
  }
  return turns;
}

std::vector<WordRange> FindPassages(std::string_view quote, const std::vector<Turn>& turns) {
  auto found = FindAs(Marks::kDivideNumbers, quote, turns);
  return found.empty() ? FindAs(Marks::kIgnored, quote, turns) : found;
}

std::string TextOf(const std::vector<WordRange>& passages, const std::vector<Turn>& turns) {
  std::string text;
  for (const WordRange& passage : passages) {
    const Turn& turn = turns[passage.turn];
    const std::size_t begin = turn.words[passage.first].begin;
    if (!text.empty()) text += " … ";
    text += turn.text.substr(begin, turn.words[passage.last].end - begin);
  }
  return text;
}

std::string OnOneLine(std::string quote) {
  std::ranges::replace(quote, '\n', ' ');
  return quote;
}

}  // namespace novofon
