// The marks between the words of a turn.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "core/quotes.h"

namespace novofon {

bool IsAmong(std::span<const std::string_view> words, const Word& word);

// Whether nothing but a blank stands before word `i`, and a word before that.
bool IsJoined(const Turn& turn, std::size_t i);

// Whether a sentence ends between words `i` - 1 and `i`. The dots of hesitation end none, nor does
// a question, which is answered.
bool IsSentenceEndBefore(const Turn& turn, std::size_t i);

bool IsAsked(const Turn& turn, std::size_t i);  // a question ends behind word `i`

bool IsCapital(const Turn& turn, std::size_t i);

// Words of a turn between two of «.!?», or line ends.
struct Sentence {
  std::size_t first = 0;
  std::size_t end = 0;
};
Sentence SentenceAround(const Turn& turn, std::size_t first, std::size_t last);

}  // namespace novofon
