// OpenAI's rules for a JSON schema with "strict": true, as OpenRouter's providers apply them.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace novofon::standins {

// Why `schema` is refused; "" when it isn't.
std::string WhyNotStrict(const nlohmann::json& schema);

}  // namespace novofon::standins
