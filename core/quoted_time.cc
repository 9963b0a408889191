#include "core/quoted_time.h"

#include <algorithm>

#include "core/date_phrase.h"
#include "core/other_matters.h"
#include "core/quote_surroundings.h"
#include "core/spoken_date.h"

namespace novofon {
namespace {

constexpr std::size_t kMostGrowths = 8;

WordRange RangeOf(const Surroundings& around, WordRange range, const Turn& turn) {
  const std::size_t begin = around.tokens[around.first].begin;
  const std::size_t end = around.tokens[around.end - 1].end;
  while (range.first > 0 && turn.words[range.first - 1].begin >= begin) --range.first;
  while (range.last + 1 < turn.words.size() && turn.words[range.last + 1].end <= end) ++range.last;
  return range;
}

WordRange OverTouching(WordRange range, const Turn& turn) {
  const std::vector<Word>& words = turn.words;
  const TextPart grown =
      WithDateWordsAround(turn.text, {words[range.first].begin, words[range.last].end});
  while (range.first > 0 && words[range.first - 1].begin >= grown.begin) --range.first;
  while (range.last + 1 < words.size() && words[range.last + 1].end <= grown.end) ++range.last;
  return range;
}

bool IsCorrection(Phrase phrase, std::size_t at) {
  return IsWord(phrase, at, {"нет", "ой", "вернее", "точнее", "лучше", "хотя", "извините"});
}

// Between two names of one day.
bool IsFiller(Phrase phrase, std::size_t at) {
  return IsCorrection(phrase, at) ||
         IsWord(phrase, at,
                {"ну",    "это",     "же",         "вот",   "э",        "ээ",     "то",
                 "есть",  "наверно", "наверное",   "да",    "как",      "раз",    "значит",
                 "ага",   "угу",     "получается", "может", "быть",     "будет",  "кажется",
                 "вроде", "бы",      "давайте",    "думаю", "например", "скажем", "а",
                 "и",     "хорошо",  "так",        "там",   "у",        "нас"});
}

DateFacts DaysOf(Phrase phrase) { return ReadFacts(phrase).date; }

std::size_t BehindFillers(const Surroundings& around, std::size_t at) {
  while (at < around.tokens.size() && IsFiller(around.All(), at)) ++at;
  return at;
}

// Where the words of dates that begin at `at` end, fillers among them; the sentence's end when it
// has no others.
std::size_t DatesEnd(const Surroundings& around, std::size_t at) {
  std::size_t end = at;
  while (end < around.tokens.size() && (end == at || !HasMark(around.All(), end, '.')) &&
         (around.of_dates[end] || IsFiller(around.All(), end))) {
    ++end;
  }
  return end;
}

bool HasMarkIn(const Surroundings& around, std::size_t first, std::size_t last, char mark) {
  for (std::size_t i = first; i <= last; ++i) {
    if (HasMark(around.All(), i, mark)) return true;
  }
  return false;
}

// Another day behind fillers.
bool GrowForward(Surroundings& around) {
  const std::size_t next = BehindFillers(around, around.end);
  if (next >= around.tokens.size() || !around.of_dates[next]) return false;
  bool corrected = false;
  for (std::size_t i = around.end; i < next; ++i) corrected |= IsCorrection(around.All(), i);
  const bool day = NamesADay(around.From(next));
  if (!corrected && HasMarkIn(around, around.end, next, '.')) {
    const std::size_t end = DatesEnd(around, next);
    const bool whole = end == around.tokens.size() || HasMark(around.All(), end, '.');
    const Phrase dates = around.All().subspan(next, end - next);
    if (!whole || !CompleteEachOther(DaysOf(around.Inner()), DaysOf(dates))) return false;
  } else if (!corrected && !day) {
    return false;
  }
  around.end = next + 1;
  return true;
}

bool GrowBackward(Surroundings& around) {
  std::size_t end = around.first;
  while (end > 0 && IsFiller(around.All(), end - 1) && !around.of_dates[end - 1]) --end;
  std::size_t begin = end;
  while (begin > 0 && around.of_dates[begin - 1] &&
         (begin == end || !HasMark(around.All(), begin, '.'))) {
    --begin;
  }
  if (begin == end) return false;
  const DateFacts before = DaysOf(around.All().subspan(begin, end - begin));
  if (!before.NamesADay()) return false;
  const bool other_sentence = HasMarkIn(around, end, around.first, '.');
  if (other_sentence && !CompleteEachOther(DaysOf(around.Inner()), before)) return false;
  around.first = begin;
  return true;
}

}  // namespace

WordRange WithItsDates(const WordRange& quoted, const Turn& turn) {
  WordRange range = OverTouching(quoted, turn);
  for (std::size_t i = 0; i < kMostGrowths; ++i) {
    Surroundings around = Around(range, turn);
    if (!GrowForward(around) && !GrowBackward(around)) break;
    range = OverTouching(RangeOf(around, range, turn), turn);
  }
  return range;
}

}  // namespace novofon
