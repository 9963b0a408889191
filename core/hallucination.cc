#include "core/hallucination.h"

#include <utility>

#include "core/repetition.h"
#include "core/russian_text.h"

namespace novofon {
namespace {

constexpr double kNoSpeech = 0.6;
constexpr double kFailedLogprob = -1.0;
constexpr double kBackToBackSeconds = 0.5;
constexpr std::size_t kLongestLoop = 6;  // segments

bool SaysSilence(const Segment& segment) {
  return segment.no_speech_prob.value_or(0) > kNoSpeech &&
         segment.avg_logprob.value_or(0) < kFailedLogprob;
}

std::string Cleaned(const std::string& text, std::vector<Removed>& removed) {
  std::string kept = WithoutCredits(text);
  if (kept != text) removed.push_back({Removal::kCredit, text});
  if (IsStockPhrase(kept)) {
    removed.push_back({Removal::kStockPhrase, kept});
    return {};
  }
  std::string straight = WithoutInexactLoops(WithoutLoops(kept));
  if (straight != kept) removed.push_back({Removal::kRepetition, kept});
  return straight;
}

// A credit's word alone, its names in the segments beside it.
bool IsCreditsWord(std::string_view text) { return FoldText(text) == "корректор"; }

// Segment `i` says what the one `length` before it says, with no pause in between.
bool ComesAgain(const std::vector<Segment>& segments, std::size_t i, std::size_t length) {
  return segments[i].start - segments[i - 1].end < kBackToBackSeconds &&
         FoldText(segments[i].text) == FoldText(segments[i - length].text);
}

struct SegmentLoop {
  std::size_t length = 1;    // segments said again and again
  std::size_t segments = 1;  // in all
};

SegmentLoop LoopAt(const std::vector<Segment>& segments, std::size_t first) {
  std::string said;
  for (std::size_t length = 1; length <= kLongestLoop && first + length <= segments.size();
       ++length) {
    said += segments[first + length - 1].text + " ";
    std::size_t end = first + length;
    while (end < segments.size() && ComesAgain(segments, end, length)) ++end;
    const std::size_t repeats = (end - first) / length;
    if (repeats > 1 && repeats >= RepeatsThatAreALoop(Words(said))) {
      return {length, repeats * length};
    }
  }
  return {};
}

std::vector<Segment> WithoutSegmentLoops(std::vector<Segment> segments,
                                         std::vector<Removed>& removed) {
  std::vector<Segment> kept;
  for (std::size_t i = 0; i < segments.size();) {
    const SegmentLoop loop = LoopAt(segments, i);
    for (std::size_t k = 0; k < loop.segments; ++k) {
      if (k >= loop.length) {
        removed.push_back({Removal::kRepetition, segments[i + k].text});
      } else {
        kept.push_back(std::move(segments[i + k]));
      }
    }
    i += loop.segments;
  }
  return kept;
}

}  // namespace

FilteredTranscript FilterHallucinations(Transcript transcript) {
  FilteredTranscript result;
  result.transcript.language = std::move(transcript.language);
  if (transcript.segments.empty()) {
    result.transcript.text = Cleaned(transcript.text, result.removed);
    return result;
  }
  std::vector<Segment> spoken;
  bool behind_a_credit = false;
  for (Segment& segment : transcript.segments) {
    if (SaysSilence(segment)) {
      result.removed.push_back({Removal::kSilence, segment.text});
      continue;
    }
    if (behind_a_credit && IsCreditsWord(segment.text)) {
      result.removed.push_back({Removal::kCredit, segment.text});
      continue;
    }
    segment.text = Cleaned(segment.text, result.removed);
    behind_a_credit = FoldText(segment.text).empty();
    if (!FoldText(segment.text).empty()) spoken.push_back(std::move(segment));
  }
  result.transcript.segments = WithoutSegmentLoops(std::move(spoken), result.removed);
  result.transcript.text = RenderDialogue(result.transcript.segments);
  return result;
}

}  // namespace novofon
