#include "core/hallucination.h"

#include <set>
#include <utility>

#include "core/repetition.h"
#include "core/russian_text.h"

namespace novofon {
namespace {

constexpr double kLoopRatio = 2.4;
constexpr double kNoSpeech = 0.6;
constexpr double kFailedLogprob = -1.0;
constexpr std::size_t kWindowWords = 30;
constexpr std::size_t kWordsForEachDistinctOne = 4;
constexpr std::size_t kSameUtterances = 4;  // in a row, back to back
constexpr double kBackToBackSeconds = 0.5;

bool SaysSilence(const Segment& segment) {
  return segment.no_speech_prob.value_or(0) > kNoSpeech &&
         segment.avg_logprob.value_or(0) < kFailedLogprob;
}

// An address said three times compresses as well as a loop does, but a loop has hardly any words.
bool IsLoop(std::string_view window) {
  if (CompressionRatio(window) <= kLoopRatio) return false;
  const std::vector<Word> words = Words(window);
  std::set<std::string_view> distinct;
  for (const Word& word : words) distinct.insert(word.text);
  return distinct.size() * kWordsForEachDistinctOne < words.size();
}

// Windows that are loops with nothing exact enough in them for WithoutLoops.
std::string WithoutLoopingWindows(const std::string& text) {
  const std::vector<Word> words = Words(text);
  std::string kept;
  std::size_t begin = 0;
  for (std::size_t first = 0; first < words.size(); first += kWindowWords) {
    const std::size_t next = first + kWindowWords;
    const std::size_t end = next < words.size() ? words[next].begin : text.size();
    const std::string_view window = std::string_view(text).substr(begin, end - begin);
    if (!IsLoop(window)) kept += window;
    begin = end;
  }
  return kept;
}

std::string Cleaned(const std::string& text, std::vector<Removed>& removed) {
  std::string kept = WithoutCredits(text);
  if (kept != text) removed.push_back({Removal::kCredit, text});
  if (IsStockPhrase(kept)) {
    removed.push_back({Removal::kStockPhrase, kept});
    return {};
  }
  std::string straight = WithoutLoopingWindows(WithoutLoops(kept));
  if (straight != kept) removed.push_back({Removal::kRepetition, kept});
  return straight;
}

// How many segments from `first` on say the same without a pause.
std::size_t SameInARow(const std::vector<Segment>& segments, std::size_t first) {
  const std::string said = FoldText(segments[first].text);
  std::size_t last = first;
  while (last + 1 < segments.size() &&
         segments[last + 1].start - segments[last].end < kBackToBackSeconds &&
         FoldText(segments[last + 1].text) == said) {
    ++last;
  }
  return last - first + 1;
}

std::vector<Segment> WithoutSegmentLoops(std::vector<Segment> segments,
                                         std::vector<Removed>& removed) {
  std::vector<Segment> kept;
  for (std::size_t i = 0; i < segments.size();) {
    const std::size_t same = SameInARow(segments, i);
    for (std::size_t k = 0; k < same; ++k) {
      if (k > 0 && same >= kSameUtterances) {
        removed.push_back({Removal::kRepetition, segments[i + k].text});
      } else {
        kept.push_back(std::move(segments[i + k]));
      }
    }
    i += same;
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
  for (Segment& segment : transcript.segments) {
    if (SaysSilence(segment)) {
      result.removed.push_back({Removal::kSilence, segment.text});
      continue;
    }
    segment.text = Cleaned(segment.text, result.removed);
    if (!FoldText(segment.text).empty()) spoken.push_back(std::move(segment));
  }
  result.transcript.segments = WithoutSegmentLoops(std::move(spoken), result.removed);
  result.transcript.text = RenderDialogue(result.transcript.segments);
  return result;
}

}  // namespace novofon
