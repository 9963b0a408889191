// What a server made of a piece of sound, read from its answer.
#pragma once

#include <variant>

#include "core/adapters/web_call.h"
#include "core/recording_ports.h"

namespace novofon {

// `seconds`: the length of the piece. Only a 200 whose JSON has a `text` is a transcript; an empty
// one says that nobody spoke. Times in nanoseconds are understood; if they make no sense at all the
// text goes without them.
std::variant<Passage, Failed> ReadSpeechAnswer(const WebAnswer& answer, double seconds);

}  // namespace novofon
