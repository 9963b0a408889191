#include "core/adapters/speech_habits.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace novofon {
namespace {

bool Has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

bool RefusesRequest(const ServiceError& error) {
  const int status = error.http_status >= 400 ? error.http_status : error.body_status;
  return status == 400 || status == 422;
}

}  // namespace

std::chrono::milliseconds LongestWait(const SpeechLimits& limits, double seconds) {
  const double more = seconds * static_cast<double>(limits.time_for_a_second.count());
  return limits.least_time + std::chrono::milliseconds(std::llround(more));
}

SpeechHabits HabitsOf(const ModelService& service, const SpeechLimits& limits) {
  SpeechHabits habits;
  habits.longest = limits.longest;
  // It can be asked in either shape.
  if (service.shape == SpeechShape::kOpenRouter || Has(service.base_url, "//openrouter.ai/")) {
    habits.longest = std::min(habits.longest, limits.longest_at_openrouter);
  }
  if (Has(service.model, "chirp")) {
    habits.longest = std::min(habits.longest, limits.longest_of_chirp);
    habits.wav_only = true;
  }
  if (service.shape == SpeechShape::kOpenAi && service.model.ends_with("-diarize")) {
    habits.first_format = SpeechFormat::kSpeakers;
    habits.tells_speakers = true;
  }
  return habits;
}

bool RefusesFormat(const ServiceError& error) {
  // OpenAI; vLLM and others by the name of the field or of the format; OpenRouter.
  constexpr std::string_view kTexts[] = {"response_format", "verbose_json", "diarized_json",
                                         "timestamp_granularities", "Provider returned"};
  return RefusesRequest(error) &&
         (error.code == "unsupported_value" ||
          std::ranges::any_of(kTexts, [&](auto text) { return Has(error.message, text); }));
}

bool WantsOtherShape(const ServiceError& error, SpeechShape shape) {
  // "No number after minus sign in JSON at position 1": of the form's first line.
  const bool names_other =
      Has(error.message, shape == SpeechShape::kOpenAi ? "in JSON at position" : "multipart");
  return RefusesRequest(error) && names_other;
}

}  // namespace novofon
