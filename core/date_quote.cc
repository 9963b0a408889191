#include <algorithm>
#include <vector>

#include "core/date_phrase.h"
#include "core/spoken_date.h"

namespace novofon {
namespace {

constexpr std::size_t kAround = 200;     // bytes: more never belongs to one appointment
constexpr std::size_t kMostCounted = 3;  // words: «в 12 больших грязных окон»

// The blank nearest to `part` within kAround bytes, so that no word is cut.
TextPart WindowAround(std::string_view text, TextPart part) {
  TextPart window{0, text.size()};
  if (part.begin > kAround)
    window.begin = std::min(text.find(' ', part.begin - kAround), part.begin);
  if (text.size() - part.end > kAround) {
    window.end = std::max(text.rfind(' ', part.end + kAround), part.end);
  }
  return window;
}

bool IsBetweenDates(Phrase phrase, std::size_t at) {
  const bool but_not =  // «в субботу, но не в эту»; but «завтра, но в субботу я занята»
      IsWord(phrase, at, {"но", "только"}) && IsWord(phrase, at + 1, {"не"});
  return but_not ||
         IsWord(phrase, at,
                {"или", "либо", "а", "и", "где", "то", "примерно", "наверное", "если", "так"});
}

// Tokens, the first to behind the last.
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
};

Stretch TokensIn(Phrase phrase, TextPart part) {
  Stretch inner;
  while (inner.begin < phrase.size() && phrase[inner.begin].end <= part.begin) ++inner.begin;
  inner.end = inner.begin;
  while (inner.end < phrase.size() && phrase[inner.end].begin < part.end) ++inner.end;
  return inner;
}

// Whether a word of `stretch` is taken for a time only because `phrase` ends where it does.
bool MisreadAlone(Phrase phrase, const std::vector<bool>& marks, Stretch stretch) {
  const std::vector<bool> alone = SpeakOfDates(phrase);
  for (std::size_t i = stretch.begin; i < stretch.end; ++i) {
    if (alone[i] && !marks[i]) return true;
  }
  return false;
}

// «завтра в 12» of «завтра в 12 больших окон» is a time by itself: its end, or if the words behind
// it show that it is none, theirs.
std::size_t EndOfCount(Phrase phrase, const std::vector<bool>& marks, Stretch stretch) {
  std::size_t end = stretch.end;
  while (MisreadAlone(phrase.first(end), marks, stretch)) {
    const bool more = HasMark(phrase, end, ' ') || HasMark(phrase, end, '-');
    if (!more || end == stretch.end + kMostCounted) return stretch.end;
    ++end;
  }
  return end;
}

// As far as the words speak of dates, and no sentence ends.
Stretch GrownOverDates(Phrase phrase, Stretch inner) {
  const std::vector<bool> marks = SpeakOfDates(phrase);
  Stretch grown = inner;
  for (std::size_t i = inner.begin; i > 0 && !HasMark(phrase, i, '.'); --i) {
    if (!marks[i - 1] && !IsBetweenDates(phrase, i - 1)) break;
    if (marks[i - 1]) grown.begin = i - 1;
  }
  // «до пятницы», of which only the day was quoted
  const bool until = grown.begin > 0 && IsWord(phrase, grown.begin - 1, {"до"});
  if (until && !HasMark(phrase, grown.begin, '.')) --grown.begin;
  for (std::size_t i = inner.end; i < phrase.size() && !HasMark(phrase, i, '.'); ++i) {
    if (!marks[i] && !IsBetweenDates(phrase, i)) break;
    if (marks[i]) grown.end = i + 1;
  }
  grown.end = EndOfCount(phrase, marks, grown);
  return grown;
}

}  // namespace

TextPart WithDateWordsAround(std::string_view text, TextPart part) {
  const TextPart window = WindowAround(text, part);
  const std::string_view near = text.substr(window.begin, window.end - window.begin);
  const std::vector<PhraseToken> tokens = PhraseTokens(near);
  const TextPart inner{part.begin - window.begin, part.end - window.begin};
  const Stretch quoted = TokensIn(tokens, inner);
  if (quoted.begin == quoted.end) return part;
  const Stretch grown = GrownOverDates(tokens, quoted);
  return {window.begin + std::min(tokens[grown.begin].begin, inner.begin),
          window.begin + std::max(tokens[grown.end - 1].end, inner.end)};
}

}  // namespace novofon
