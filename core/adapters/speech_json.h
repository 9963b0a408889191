// The JSON of a transcription's answer, whatever server made it, before anything of it is judged.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/recording_ports.h"

namespace novofon {

struct SpeechJson {
  bool tells_error = false;         // "error" with something in it, or "success": false
  std::optional<std::string> text;  // nothing when it isn't there or is no text
  std::string language;             // "russian", "ru"
  std::vector<Segment> segments;    // as they came, times too; "" for a text that isn't there
  Cost cost;
};

// Numbers may be texts, texts and numbers null, segments missing; words, tokens and what else there
// is are passed over, never kept. Nothing when it is no JSON object, or one that no server would
// make: deeper than 32 levels, more than 10,000 segments.
std::optional<SpeechJson> ReadSpeechJson(std::string_view body);

}  // namespace novofon
