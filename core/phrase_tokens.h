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
  char mark = ' ';        // what divides it from the token before: ' ', ',', '-', '.' for an end
  std::string word;       // folded; the last word of a number, the first of kDotted and kClock
  std::size_t begin = 0;  // bytes of the text
  std::size_t end = 0;
  bool capital = false;  // «Марта»; not «МАРТА»
  int first = -1;
  int second = -1;
  int third = -1;
  bool asked = false;  // its sentence ends in a question mark
  bool operator==(const PhraseToken&) const = default;
};

using Phrase = std::span<const PhraseToken>;

std::vector<PhraseToken> PhraseTokens(std::string_view text);

// As far as the first end of a sentence. The dot of «10.30», «ул.» or «мин.» is none.
Phrase FirstSentence(Phrase phrase);

// These are false for a place beyond the end.
bool IsWord(Phrase phrase, std::size_t at, std::initializer_list<std::string_view> words);
bool StartsWith(Phrase phrase, std::size_t at, std::initializer_list<std::string_view> stems);
bool IsKind(Phrase phrase, std::size_t at, PhraseToken::Kind kind);
bool IsNumberIn(Phrase phrase, std::size_t at, int low, int high);  // cardinal
bool IsOrdinalIn(Phrase phrase, std::size_t at, int low, int high);
// Of a table of words' forms between spaces: the row of the word, from 1; 0 when it is in none.
int RowOf(std::span<const std::string_view> table, Phrase phrase, std::size_t at);
bool HasMark(Phrase phrase, std::size_t at, char mark);
// «1.5» or «1,5»: how many tokens, 0 when it is no number with one decimal place.
std::size_t DecimalAt(Phrase phrase, std::size_t at);

}  // namespace novofon
