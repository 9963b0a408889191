// One CRM: the `user_id` of a webhook URL with its keys, its cabinet and its rules.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "core/secret.h"
#include "core/signature.h"
#include "core/values.h"

namespace novofon {

// What a tenant has decided about its calls.
struct Rules {
  std::string zone = "Europe/Moscow";  // the zone of the provider's cabinet
  std::string region = "RU";           // how numbers without a country code are read
  bool repeat_moves_to_new = false;    // a repeated call moves its open deal back to «Новые»
  std::chrono::seconds record_delay{40};
  bool operator==(const Rules&) const = default;
};

struct Tenant {
  TenantId id;
  std::string user_id;  // `?user_id=`
  std::string name;
  std::string api_key;
  Secret api_secret;  // empty: then url_token is required
  Secret url_token;   // `&token=`; empty: not asked for
  // Sealed with another key than ours: both are empty, and nobody can be told from anybody else.
  bool is_sealed = false;
  SignatureScheme signature_scheme = SignatureScheme::kHex;
  std::optional<std::chrono::seconds> age_window;  // how far call_start may be from now
  bool redirect_to_owner = false;                  // may the answer to NOTIFY_START redirect
  std::chrono::seconds return_timeout{15};         // seconds; 0 (no return) or >= 3
  Rules rules;
  bool operator==(const Tenant&) const = default;
};

}  // namespace novofon
