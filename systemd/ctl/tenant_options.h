// What `tenant add` and `tenant set` can be told about a tenant.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/tenant.h"

namespace novofon::ctl {

struct TenantOptions {
  std::string user_id;
  std::optional<std::string> name;
  std::optional<std::string> api_key;
  std::optional<std::string> api_secret_file;
  std::optional<std::string> url_token_file;
  std::optional<std::string> zone;
  std::optional<std::string> region;
  std::optional<std::string> signature;
  std::optional<std::string> age_window;
  std::optional<std::string> redirect;
  std::optional<std::uint32_t> return_timeout;
  std::optional<std::string> repeat_moves_to_new;
  std::optional<std::uint32_t> record_delay;
  std::vector<std::string> own_numbers;
};

// Adds the options to `command`; `options` must outlive it. All but --id may be left out.
void AddTenantOptions(CLI::App& command, TenantOptions& options);

// Changes in `tenant` what `options` name, reading the secrets' files. Throws Refused when the
// tenant could then not verify a webhook.
void ApplyOptions(const TenantOptions& options, Tenant& tenant);

// --own-number in E.164, read in the region of `tenant`. Throws Refused.
std::vector<PhoneNumber> OwnNumbers(const TenantOptions& options, const Tenant& tenant);

}  // namespace novofon::ctl
