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

WordRange WordsOf(const Surroundings& around, std::size_t first, std::size_t end, WordRange range,
                  const Turn& turn) {
  const std::vector<Word>& words = turn.words;
  const std::size_t from = around.tokens[first].begin;
  const std::size_t to = around.tokens[end - 1].end;
  while (range.first < range.last && words[range.first].end <= from) ++range.first;
  while (range.first > 0 && words[range.first - 1].end > from) --range.first;
  while (range.last > range.first && words[range.last].begin >= to) --range.last;
  while (range.last + 1 < words.size() && words[range.last + 1].begin < to) ++range.last;
  return range;
}

}  // namespace novofon
