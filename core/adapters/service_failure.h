// A failed call of a service, read from whatever shape its answer has.
#pragma once

#include "core/adapters/web_call.h"
#include "core/recording_ports.h"

namespace novofon {

Failed FailedBy(TransportError error);

// An answer of status 200 that isn't what was asked for.
Failed UnreadableAnswer(const WebAnswer& answer);

// An answer that tells of an error, by its status or in its body. All shapes: "error" as an object
// (OpenAI, OpenRouter, vLLM, LocalAI, {"success":false}), as a text (whisper.cpp), "detail"
// (FastAPI), plain text, a page, nothing. The message is cut to 300 bytes.
Failed ReadFailure(const WebAnswer& answer);

}  // namespace novofon
