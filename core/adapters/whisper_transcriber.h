// Recordings transcribed by a service with OpenAI's way of being asked, or OpenRouter's.
#pragma once

#include <stop_token>
#include <utility>

#include "core/adapters/speech_habits.h"
#include "core/recording_ports.h"

namespace novofon {

// What fits and every service decodes is sent as it is; else FLAC parts are made of it, one side
// after the other where there are two, and silent ones aren't sent. The parts go out one after the
// other, each with a time limit of its own, so a long recording may take hours in the worst case.
// When one of them fails the whole has failed; those before it are kept, and not paid for again
// with the next try.
class WhisperTranscriber : public Transcriber {
 public:
  // `stop` ends what is under way.
  explicit WhisperTranscriber(const SpeechLimits& limits = {}, std::stop_token stop = {})
      : limits_(limits), stop_(std::move(stop)) {}

  std::variant<Transcribed, Failed> Transcribe(const ModelService& service, const Audio& audio,
                                               HeardParts& parts) override;

 private:
  SpeechLimits limits_;
  std::stop_token stop_;
};

}  // namespace novofon
