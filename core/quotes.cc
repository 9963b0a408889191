#include "core/quotes.h"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "core/blanks.h"
#include "core/numerals.h"

namespace novofon {
namespace {

constexpr std::size_t kMostPieces = 8;
constexpr std::size_t kFarthest = 60;  // words between two pieces: a question and its answer
constexpr char kApart = '\x1F';        // between two numbers, else 2 and 5 would be 25

bool IsNumber(const Word& word) { return IsDigit(static_cast<unsigned char>(word.text[0])); }

std::vector<Word> WordsAndNumbers(std::string_view text) {
  const std::vector<Word> words = Words(text);
  std::vector<Word> merged;
  for (std::size_t i = 0; i < words.size();) {
    const auto number = ReadNumber(std::span(words).subspan(i));
    merged.push_back(words[i]);
    if (number) {
      merged.back().text = std::to_string(number->value);
      merged.back().end = words[i + number->words - 1].end;
    }
    i += number ? number->words : 1;
  }
  return merged;
}

// What is compared: no spaces, since «послезавтра» is also written «после завтра».
std::string KeyOf(std::string_view text) {
  std::string key;
  bool after_number = false;
  for (const Word& word : WordsAndNumbers(text)) {
    if (after_number && IsNumber(word)) key += kApart;
    key += word.text;
    after_number = IsNumber(word);
  }
  return key;
}

// The last word when `key` stands in `turn` from its word `first` on, all words whole.
std::optional<std::size_t> LastOfMatch(const Turn& turn, std::size_t first, std::string_view key) {
  for (std::size_t i = first; i < turn.words.size(); ++i) {
    const Word& word = turn.words[i];
    if (i > first && IsNumber(turn.words[i - 1]) && IsNumber(word)) {
      if (!key.starts_with(kApart)) return std::nullopt;
      key.remove_prefix(1);
    }
    if (!key.starts_with(word.text)) return std::nullopt;
    key.remove_prefix(word.text.size());
    if (key.empty()) return i;
  }
  return std::nullopt;
}

// Looks at no more than `most` words from `from` on.
std::optional<Passage> FindFrom(std::string_view key, const std::vector<Turn>& turns, Passage from,
                                std::size_t most = std::string::npos) {
  for (std::size_t t = from.turn; t < turns.size(); ++t) {
    for (std::size_t w = t == from.turn ? from.first : 0; w < turns[t].words.size(); ++w) {
      if (most-- == 0) return std::nullopt;
      if (const auto last = LastOfMatch(turns[t], w, key)) return Passage{t, w, *last};
    }
  }
  return std::nullopt;
}

std::optional<Passage> FindWhole(std::string_view key, const std::vector<Turn>& turns) {
  std::optional<Passage> of_operator;
  Passage from;
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

std::vector<std::string> KeysOfPieces(std::string_view quote, const std::vector<Turn>& turns) {
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
    std::string key = KeyOf(WithoutLabel(quote.substr(0, end), turns));
    if (!key.empty()) keys.push_back(std::move(key));
    quote.remove_prefix(next);
  }
  return keys;
}

// The pieces behind `first`, or nothing when one of them is missing.
std::vector<Passage> Follow(const std::vector<std::string>& keys, const std::vector<Turn>& turns,
                            const Passage& first) {
  std::vector<Passage> chain{first};
  for (std::size_t i = 1; i < keys.size(); ++i) {
    const Passage behind{chain.back().turn, chain.back().last + 1, 0};
    const auto next = FindFrom(keys[i], turns, behind, kFarthest + 1);
    if (!next) return {};
    chain.push_back(*next);
  }
  return chain;
}

}  // namespace

std::vector<Turn> TurnsOf(const Transcript& transcript) {
  const std::vector<Segment>& segments = transcript.segments;
  std::vector<Turn> turns;
  for (std::size_t next = 0; next < segments.size();) {
    const std::size_t first = next;
    Turn turn{segments[first].speaker, "", {}, {}};
    std::vector<std::size_t> begins;
    for (; next < segments.size() && segments[next].speaker == turn.speaker; ++next) {
      if (!turn.text.empty()) turn.text += ' ';
      begins.push_back(turn.text.size());
      turn.text += segments[next].text;
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

std::vector<Passage> FindPassages(std::string_view quote, const std::vector<Turn>& turns) {
  const std::string whole = KeyOf(WithoutLabel(quote, turns));
  if (whole.empty()) return {};
  if (const auto found = FindWhole(whole, turns)) return {*found};
  const std::vector<std::string> keys = KeysOfPieces(quote, turns);
  if (keys.size() < 2 || keys.size() > kMostPieces) return {};
  Passage from;
  while (const auto first = FindFrom(keys[0], turns, from)) {
    if (auto chain = Follow(keys, turns, *first); !chain.empty()) return chain;
    from = {first->turn, first->first + 1, 0};
  }
  return {};
}

std::string TextOf(const std::vector<Passage>& passages, const std::vector<Turn>& turns) {
  std::string text;
  for (const Passage& passage : passages) {
    const Turn& turn = turns[passage.turn];
    const std::size_t begin = turn.words[passage.first].begin;
    if (!text.empty()) text += " … ";
    text += turn.text.substr(begin, turn.words[passage.last].end - begin);
  }
  return text;
}

}  // namespace novofon
