// UTF-8 text as a listener hears it: words without case, ё, stress marks and punctuation.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace novofon {

// A run of letters or a run of digits; "5а" is two words.
struct Word {
  std::string text;       // lower case, ё as е
  std::size_t begin = 0;  // bytes of the text it was read from
  std::size_t end = 0;
  bool operator==(const Word&) const = default;
};

// Bytes that are not UTF-8 separate words and never become part of one.
std::vector<Word> Words(std::string_view text);

// What stands before word `i` of `words`, which are of `text`; behind the last one for `i` = their
// number.
std::string_view GapBefore(std::string_view text, std::span<const Word> words, std::size_t i);
// Whether it begins with a capital letter there.
bool IsCapitalised(std::string_view text, const Word& word);

// The words with one space between them.
std::string FoldText(std::string_view text);

// The code point at `position`, which is moved behind it; U+FFFD for a byte that is not UTF-8.
// REQUIRES: position < text.size()
char32_t NextCodePoint(std::string_view text, std::size_t& position);

bool IsLetter(char32_t code_point);  // Latin or Cyrillic
bool IsDigit(char32_t code_point);   // 0-9
std::size_t CountCodePoints(std::string_view text);
// At most `most` bytes of `text`, no character of it cut.
std::string_view WholeCharacters(std::string_view text, std::size_t most);

}  // namespace novofon
