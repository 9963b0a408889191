// How the originals fail, by name, in the shapes that were recorded of them.
#pragma once

#include <optional>
#include <string>

#include "tests/standins/script.h"

namespace novofon::standins {

// For instance "insufficient_quota" of kStt; nothing when the service has no such failure.
std::optional<Answer> FailureNamed(Service service, const std::string& name);

// What a model says, whatever it was asked.
Answer Completion(const std::string& content, const std::string& finish_reason = "stop");

}  // namespace novofon::standins
