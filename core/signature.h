// The provider's signatures (novofon.md sections 3 and 6.1): base64 of HMAC-SHA1.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/secret.h"
#include "core/values.h"

namespace novofon {

// kHex is what the official SDK and every live header seen do: base64 of the hex digits of the
// digest (56 characters). kRaw is base64 of the digest itself (28), met in other clients.
enum class SignatureScheme { kHex, kRaw };

// The text that the provider signs for this event, over the values as decoded; nothing for events
// whose signature is not documented (unknown ones, SPEECH_RECOGNITION, DOCUMENT).
std::optional<std::string> SignedText(const Fields& fields);

// Whether that text ends with call_start. It doesn't say where one field ends and the next begins.
bool IsStartSigned(const Fields& fields);

std::string Sign(std::string_view text, const Secret& secret, SignatureScheme scheme);

// Whether `signature` (the header as received) is right for `text`; takes constant time.
bool VerifySignature(std::string_view text, std::string_view signature, const Secret& secret,
                     SignatureScheme scheme);

// Parameters of a REST call, in any order.
using Parameters = std::vector<std::pair<std::string, std::string>>;

// `parameters` sorted by key and encoded like PHP's http_build_query(RFC1738): what is signed is
// also what should be sent.
std::string BuildQuery(Parameters parameters);

// The Authorization header of a REST call: "KEY:SIGNATURE". `path` runs from the host to the '?',
// with its trailing slash; `query` comes from BuildQuery.
std::string RestAuthorization(std::string_view path, std::string_view query,
                              std::string_view api_key, const Secret& api_secret);

}  // namespace novofon
