// A chat completion as servers really answer, read as claims.
#pragma once

#include <variant>

#include "core/adapters/web_call.h"
#include "core/recording_ports.h"

namespace novofon {

// Whatever is malformed in one claim drops that claim alone; keys that nobody asked for are
// ignored. An answer of none of the three keys is a failure, not a call in which nothing was said:
// that has them all, null. Failures of every shape: by status, in the body of a 200, in its first
// choice, a refusal, an answer that was cut off or filtered.
std::variant<Extracted, Failed> ReadChatAnswer(const WebAnswer& answer);

}  // namespace novofon
