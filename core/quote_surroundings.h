// The words of a turn around some of them, as a reader of dates sees them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "core/phrase_tokens.h"
#include "core/quotes.h"

namespace novofon {

struct Surroundings {
  std::vector<PhraseToken> tokens;  // their places are of the turn's text
  std::vector<bool> of_dates;       // each, see SpeakOfDates
  std::size_t first = 0;            // of the words that are surrounded
  std::size_t end = 0;              // behind them

  Phrase All() const { return tokens; }
  Phrase From(std::size_t i) const { return All().subspan(std::min(i, tokens.size())); }
  Phrase Inner() const { return All().subspan(first, end - first); }
};

// The words of the turn that these tokens are made of. REQUIRES: first < end
WordRange WordsOf(const Surroundings& around, std::size_t first, std::size_t end, WordRange range,
                  const Turn& turn);

// As far as anything may belong to one appointment.
Surroundings Around(const WordRange& range, const Turn& turn);

// Whether `phrase` begins with a day.
bool NamesADay(Phrase phrase);

}  // namespace novofon
