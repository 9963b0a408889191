#include "core/adapters/segments_json.h"

#include <nlohmann/json.hpp>

#include "core/errors.h"

namespace novofon {
namespace {

using Json = nlohmann::ordered_json;

struct Metric {
  const char* name;
  std::optional<double> Segment::*value;
};
constexpr Metric kMetrics[] = {{"no_speech_prob", &Segment::no_speech_prob},
                               {"avg_logprob", &Segment::avg_logprob},
                               {"compression_ratio", &Segment::compression_ratio}};

}  // namespace

std::string SegmentsToJson(const std::vector<Segment>& segments) {
  Json list = Json::array();
  for (const Segment& segment : segments) {
    Json one{{"start", segment.start},
             {"end", segment.end},
             {"speaker", segment.speaker},
             {"text", segment.text}};
    for (const auto& [name, value] : kMetrics) {
      if (segment.*value) one[name] = *(segment.*value);
    }
    list.push_back(std::move(one));
  }
  return list.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::vector<Segment> SegmentsFromJson(const std::string& text) {
  const Json list = Json::parse(text, nullptr, false);
  if (!list.is_array()) throw Bug("transcripts.segments holds no JSON array");
  std::vector<Segment> segments;
  for (const Json& one : list) {
    Segment segment{one.value("start", 0.0), one.value("end", 0.0), one.value("speaker", ""),
                    one.value("text", "")};
    for (const auto& [name, value] : kMetrics) {
      if (one.contains(name)) segment.*value = one[name].get<double>();
    }
    segments.push_back(std::move(segment));
  }
  return segments;
}

}  // namespace novofon
