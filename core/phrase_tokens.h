// A phrase about a date or a time, cut into words and numbers.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace novofon {

struct PhraseToken {
  enum class Kind {
    kWord,
    kNumber,   // first
    kOrdinal,  // first: «пятого», «10-го»
    kDotted,   // first.second[.third]: «10.12.2026», «11.30», «2026-12-10»
    kClock,    // first:second
  };
  Kind kind = Kind::kWord;
  std::string word;       // folded; the last word of a number, the first of kDotted and kClock
  std::size_t begin = 0;  // bytes of the text
  std::size_t end = 0;
  int first = -1;
  int second = -1;
  int third = -1;
  bool operator==(const PhraseToken&) const = default;
};

using Phrase = std::span<const PhraseToken>;

std::vector<PhraseToken> PhraseTokens(std::string_view text);

// These are false for a place beyond the end.
bool IsWord(Phrase phrase, std::size_t at, std::initializer_list<std::string_view> words);
bool StartsWith(Phrase phrase, std::size_t at, std::initializer_list<std::string_view> stems);
bool IsKind(Phrase phrase, std::size_t at, PhraseToken::Kind kind);
bool IsNumberIn(Phrase phrase, std::size_t at, int low, int high);  // cardinal
bool IsOrdinalIn(Phrase phrase, std::size_t at, int low, int high);

}  // namespace novofon
