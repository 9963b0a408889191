#include "core/adapters/speech_json.h"

#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

namespace novofon {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kDeepest = 32;
constexpr std::size_t kMostSegments = 10'000;
constexpr std::size_t kLongestSpeaker = 40;  // bytes

std::optional<double> NumberIn(std::string_view text) {
  double number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || stop != end || !std::isfinite(number)) return std::nullopt;
  return number;
}

std::optional<std::uint64_t> CountOf(std::optional<double> number) {
  if (!number || *number < 0 || *number > 1e15) return std::nullopt;
  return static_cast<std::uint64_t>(*number);
}

std::optional<double> AmountOf(std::optional<double> number) {
  return number && *number >= 0 ? number : std::nullopt;
}

// A value that isn't an object or an array.
struct Scalar {
  std::optional<double> number = {};
  const std::string* text = nullptr;
  bool says_yes = false;
  bool says_no = false;
};

// Told of each value as it is parsed.
class Reader : public nlohmann::json_sax<Json> {
 public:
  SpeechJson Take() { return std::move(read_); }

  bool null() override { return Put({}); }
  bool boolean(bool value) override { return Put({.says_yes = value, .says_no = !value}); }
  bool number_integer(number_integer_t value) override {
    return Put({.number = static_cast<double>(value)});
  }
  bool number_unsigned(number_unsigned_t value) override {
    return Put({.number = static_cast<double>(value)});
  }
  bool number_float(number_float_t value, const string_t&) override {
    return Put({.number = value});
  }
  bool string(string_t& value) override { return Put({.number = NumberIn(value), .text = &value}); }
  bool binary(binary_t&) override { return false; }
  bool key(string_t& name) override {
    key_ = name;
    return true;
  }
  bool start_object(std::size_t) override {
    const Place here = Here();
    if (here == Place::kAnswer && key_ == "error") read_.tells_error = true;
    if (places_.empty()) return Enter(Place::kAnswer);
    if (here == Place::kAnswer && key_ == "usage") return Enter(Place::kUsage);
    if (here != Place::kSegments) return Enter(Place::kElsewhere);
    start_.reset();
    end_.reset();
    read_.segments.emplace_back();
    return read_.segments.size() <= kMostSegments && Enter(Place::kSegment);
  }
  bool end_object() override {
    if (Here() == Place::kSegment) PlaceInTime();
    places_.pop_back();
    return true;
  }
  bool start_array(std::size_t) override {
    if (places_.empty()) return false;
    return Enter(Here() == Place::kAnswer && key_ == "segments" ? Place::kSegments
                                                                : Place::kElsewhere);
  }
  bool end_array() override {
    places_.pop_back();
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const Json::exception&) override {
    return false;
  }

 private:
  enum class Place : char { kAnswer, kUsage, kSegments, kSegment, kElsewhere };

  Place Here() const { return places_.empty() ? Place::kElsewhere : places_.back(); }

  bool Enter(Place place) {
    places_.push_back(place);
    return places_.size() <= kDeepest;
  }

  bool Put(const Scalar& value) {
    switch (Here()) {
      case Place::kAnswer:
        PutInAnswer(value);
        break;
      case Place::kUsage:
        PutInUsage(value);
        break;
      case Place::kSegment:
        PutInSegment(value, read_.segments.back());
        break;
      case Place::kSegments:
      case Place::kElsewhere:
        break;
    }
    return !places_.empty();
  }

  void PutInAnswer(const Scalar& value) {
    if (key_ == "text" && value.text != nullptr) read_.text = *value.text;
    if (key_ == "language" && value.text != nullptr) read_.language = *value.text;
    if (key_ == "success" && value.says_no) read_.tells_error = true;
    if (key_ == "error" && (value.says_yes || (value.text != nullptr && !value.text->empty()))) {
      read_.tells_error = true;
    }
  }

  void PutInUsage(const Scalar& value) {
    Cost& cost = read_.cost;
    if (key_ == "cost") cost.usd = AmountOf(value.number);
    if (key_ == "seconds") cost.audio_seconds = AmountOf(value.number);
    if (key_ == "input_tokens") cost.input_tokens = CountOf(value.number);
    if (key_ == "output_tokens") cost.output_tokens = CountOf(value.number);
  }

  void PutInSegment(const Scalar& value, Segment& segment) {
    if (key_ == "start") start_ = value.number;
    if (key_ == "end") end_ = value.number;
    if (key_ == "text" && value.text != nullptr) segment.text = *value.text;
    if (key_ == "no_speech_prob") segment.no_speech_prob = value.number;
    if (key_ == "avg_logprob") segment.avg_logprob = value.number;
    if (key_ == "compression_ratio") segment.compression_ratio = value.number;
    if (key_ == "speaker") PutSpeaker(value, segment.speaker);
  }

  static void PutSpeaker(const Scalar& value, std::string& speaker) {
    if (value.text != nullptr) {
      if (value.text->size() <= kLongestSpeaker) speaker = *value.text;
    } else if (const auto number = CountOf(value.number)) {
      speaker = std::to_string(*number);
    }
  }

  // A time that isn't told is where the one before it ended.
  void PlaceInTime() {
    const std::size_t count = read_.segments.size();
    const double before = count > 1 ? read_.segments[count - 2].end : 0;
    Segment& segment = read_.segments.back();
    segment.start = start_.value_or(before);
    segment.end = end_.value_or(segment.start);
  }

  SpeechJson read_;
  std::vector<Place> places_;  // the objects and arrays that are open
  std::string key_;            // the latest one; only asked for right behind it
  std::optional<double> start_;
  std::optional<double> end_;
};

}  // namespace

std::optional<SpeechJson> ReadSpeechJson(std::string_view body) {
  Reader reader;
  if (!Json::sax_parse(body.begin(), body.end(), &reader)) return std::nullopt;
  return reader.Take();
}

}  // namespace novofon
