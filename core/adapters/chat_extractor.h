// Asks a language model behind an OpenAI-compatible /chat/completions: OpenRouter or any other.
#pragma once

#include <chrono>
#include <cstdint>
#include <stop_token>
#include <utility>

#include "core/recording_ports.h"

namespace novofon {

// Of one exchange. There are at most four: one for each thing that a server refuses to be asked.
struct ChatLimits {
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds timeout{120'000};
  std::uint64_t most_bytes = std::uint64_t{1024} * 1024;  // of the answer
};

class ChatExtractor : public Extractor {
 public:
  // `stop` ends what is under way.
  explicit ChatExtractor(ChatLimits limits = {}, std::stop_token stop = {})
      : limits_(limits), stop_(std::move(stop)) {}

  // Nobody is asked about a call in which nothing was said.
  std::variant<Extracted, Failed> Extract(const ModelService& service,
                                          const Transcript& transcript) override;

 private:
  ChatLimits limits_;
  std::stop_token stop_;
};

}  // namespace novofon
