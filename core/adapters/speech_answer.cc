#include "core/adapters/speech_answer.h"

#include <algorithm>
#include <utility>

#include "core/adapters/service_failure.h"
#include "core/adapters/speech_json.h"
#include "core/blanks.h"
#include "core/repetition.h"

namespace novofon {
namespace {

constexpr double kNanoseconds = 1e9;
constexpr double kFewestNanoseconds = 1e8;
constexpr double kOverrun = 60;  // seconds; Whisper's windows end after the sound does

// An error told with a 200, or JSON of some other kind.
Failed NoTranscript(const WebAnswer& answer) {
  Failed failed = ReadFailure(answer);
  ServiceError& error = failed.error;
  error.unreadable =
      error.message.empty() && error.code.empty() && error.type.empty() && error.body_status == 0;
  return failed;
}

// In seconds, within the piece and in order; nothing when they can't be meant so.
std::vector<Segment> Placed(std::vector<Segment> segments, double seconds) {
  double last = 0;
  for (const Segment& segment : segments) last = std::max({last, segment.start, segment.end});
  const double longest = seconds + kOverrun;
  const double unit = last > longest ? kNanoseconds : 1;  // as older versions of LocalAI tell them
  if (last / unit > longest || (unit > 1 && last < kFewestNanoseconds)) return {};
  for (Segment& segment : segments) {
    segment.start = std::clamp(segment.start / unit, 0.0, seconds);
    segment.end = std::clamp(segment.end / unit, segment.start, seconds);
  }
  std::ranges::stable_sort(segments, {}, &Segment::start);
  return segments;
}

Transcript TranscriptOf(SpeechJson json, double seconds) {
  Transcript transcript;
  const bool by_name = json.language == "russian" || json.language == "Russian";
  transcript.language = by_name ? "ru" : std::move(json.language);
  for (Segment& segment : json.segments) segment.text = WithoutBlanks(segment.text);
  std::erase_if(json.segments, [](const Segment& segment) { return segment.text.empty(); });
  transcript.text = WithoutBlanks(*json.text);
  if (transcript.text.empty()) transcript.text = RenderDialogue(json.segments);
  transcript.segments = Placed(std::move(json.segments), seconds);
  for (Segment& segment : transcript.segments) {
    if (!segment.compression_ratio) segment.compression_ratio = CompressionRatio(segment.text);
  }
  return transcript;
}

}  // namespace

std::variant<Passage, Failed> ReadSpeechAnswer(const WebAnswer& answer, double seconds) {
  if (answer.status != 200) return ReadFailure(answer);
  auto json = ReadSpeechJson(answer.body);
  if (!json) return UnreadableAnswer(answer);
  if (json->tells_error || !json->text) return NoTranscript(answer);
  Passage read;
  read.cost = json->cost;
  if (!read.cost.audio_seconds) read.cost.audio_seconds = seconds;
  read.transcript = TranscriptOf(std::move(*json), seconds);
  return read;
}

}  // namespace novofon
