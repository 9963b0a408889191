// What is known of single speech services and models: how much they take and how they say no.
#pragma once

#include <chrono>
#include <cstdint>

#include "core/adapters/sound_container.h"
#include "core/recording_ports.h"

namespace novofon {

// Of one request.
struct SpeechLimits {
  // Seconds of sound. OpenAI's models refuse 1400 or 1500; one limit for all keeps answers small.
  double longest = 1390;
  // OpenRouter gives those behind it a minute to answer.
  double longest_at_openrouter = 600;
  // Google's Chirp refuses a minute.
  double longest_of_chirp = 55;
  // Of a file. By default LocalAI takes 15 MB, OpenAI 25 MiB, and base64 is a third longer.
  std::uint64_t most_bytes = 14ULL * 1024 * 1024;
  std::uint64_t most_answer_bytes = 2ULL * 1024 * 1024;
  std::chrono::milliseconds connect_timeout{10'000};
  // Of the whole exchange: a server without a graphics card may need longer than the talk took, and
  // others wait in its queue.
  std::chrono::milliseconds least_time{5 * 60'000};
  std::chrono::milliseconds time_for_a_second{2'000};
};

// Of one exchange about so many seconds of sound. The longest must fit between the time at which a
// run begins nothing new and the unit's TimeoutStartSec.
std::chrono::milliseconds LongestWait(const SpeechLimits& limits, double seconds);

// How the answer is asked for.
enum class SpeechFormat {
  kSegments,  // verbose_json
  kSpeakers,  // diarized_json
  kPlain,     // json: the text alone
};

struct SpeechHabits {
  double longest = 0;  // seconds
  SpeechFormat first_format = SpeechFormat::kSegments;
  bool wav_only = false;
  SoundKind PartKind() const { return wav_only ? SoundKind::kWav : SoundKind::kFlac; }
  bool tells_speakers = false;  // a model of OpenAI's that wants to be told how to take sound apart
};

SpeechHabits HabitsOf(const ModelService& service, const SpeechLimits& limits);

// Whether the same sound may do if less than `format` is asked for. OpenRouter hides why a provider
// refused, so it may be in vain.
bool RefusesFormat(const ServiceError& error);

// Whether the service, asked in `shape`, wants the other one: OpenRouter took only JSON for a time,
// and a settings file may say the wrong thing.
bool WantsOtherShape(const ServiceError& error, SpeechShape shape);

}  // namespace novofon
