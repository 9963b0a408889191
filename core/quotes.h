// Where in a dialogue the words of a quote stand.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/russian_text.h"
#include "core/transcript.h"

namespace novofon {

// What one speaker said without being interrupted; all of it when no speaker is known.
struct Turn {
  std::string speaker;  // "" when unknown
  std::string text;     // its segments, a line end between them where a sentence or a number ends
  std::vector<Word> words;  // of `text`; numbers as digits: «двадцать пять» is "25"
  std::vector<std::size_t> segments;  // the transcript's, of each word; empty when it has none
};

std::vector<Turn> TurnsOf(const Transcript& transcript);

// Words of one turn, the first to the last.
struct WordRange {
  std::size_t turn = 0;
  std::size_t first = 0;
  std::size_t last = 0;
};

// All words of `quote` in their order, whole, in one turn: case, ё, punctuation, spaces and the
// spelling of numbers aside, the speaker's label at the front left out. The client's words go
// before the operator's. A quote that is in no turn may consist of pieces, divided by "…" or line
// ends: each is then looked for behind the one before it, not far away. Empty when it was not said.
std::vector<WordRange> FindPassages(std::string_view quote, const std::vector<Turn>& turns);

// In the dialogue's own words with its marks, pieces joined by " … ".
std::string TextOf(const std::vector<WordRange>& passages, const std::vector<Turn>& turns);

// For people: without the line ends of a turn.
std::string OnOneLine(std::string quote);

}  // namespace novofon
