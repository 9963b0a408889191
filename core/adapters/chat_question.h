// What a language model is asked about a call: its instructions, the talk as data, the answer's
// shape and limits.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/recording_ports.h"

namespace novofon {

// What some servers refuse to be asked. Nothing that comes back is believed for having been asked
// in a certain manner, so each may be done without.
struct ChatManner {
  bool temperature = true;             // 0; several newer models take none
  bool schema = true;                  // strict; without it the instructions alone tell the shape
  bool max_completion_tokens = false;  // by this name instead of "max_tokens", which more know
  bool operator==(const ChatManner&) const = default;
};

// The manner without what `error` complains of; nothing when that is something else.
std::optional<ChatManner> WithoutWhatIsRefused(ChatManner manner, const ServiceError& error);

// Whether the request carries OpenRouter's own key "provider", which others refuse: when the host
// is openrouter.ai or under it, or the service is said to have OpenRouter's shape (a proxy of it).
bool TakesProvider(const ModelService& service);

// In characters, half an hour's talk. Of a longer one the beginning and the end are shown, half
// each: there the client says who he is, and there the appointment is repeated.
inline constexpr std::size_t kLongestDialogue = 24'000;

// The talk with a line for each turn, and in no line anything but what is said and written: no
// brackets, backticks, control or format characters, with which a text could pass for something
// else.
std::string DialogueOf(const Transcript& transcript);

// The body of a POST to /chat/completions. `fence` stands before and behind the dialogue and, being
// random, can't have been said in it.
std::string ChatQuestion(const ModelService& service, const Transcript& transcript,
                         const ChatManner& manner, std::string_view fence);

}  // namespace novofon
