#include "core/quote_surroundings.h"

#include <algorithm>
#include <string_view>

#include "core/date_phrase.h"
#include "core/date_words.h"

namespace novofon {
namespace {

constexpr std::size_t kAround = 300;  // bytes

}  // namespace

bool NamesADay(Phrase phrase) {
  DateFacts facts;
  return ReadDateWords(phrase, facts) > 0 && facts.NamesADay();
}

Surroundings Around(const WordRange& range, const Turn& turn) {
  const std::string_view text = turn.text;
  const std::size_t begin = turn.words[range.first].begin;
  const std::size_t end = turn.words[range.last].end;
  const std::size_t from = begin > kAround ? std::min(text.find(' ', begin - kAround), begin) : 0;
  const std::size_t to =
      text.size() - end > kAround ? std::max(text.rfind(' ', end + kAround), end) : text.size();
  Surroundings around;
  around.tokens = PhraseTokens(text.substr(from, to - from));
  around.of_dates = SpeakOfDates(around.tokens);
  for (PhraseToken& token : around.tokens) {
    token.begin += from;
    token.end += from;
    around.first += token.end <= begin ? 1 : 0;
    around.end += token.begin < end ? 1 : 0;
  }
  return around;
}

}  // namespace novofon
