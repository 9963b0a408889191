// The address that the provider is told.
#pragma once

#include <optional>
#include <string>

#include "core/tenant.h"

namespace novofon::ctl {

// What `url` has as "token=" already.
std::optional<std::string> TokenIn(const std::string& url);

// `url` with what names the tenant: "?user_id=", unless the query has it already. A URL without a
// path, or with a mere slash, gets the plugin's, /api/webhooks/novofon. Throws Refused for another
// tenant's URL and for one with a fragment.
std::string WebhookUrl(const std::string& url, const Tenant& tenant);

// The same, with "&token=" if the tenant has one.
std::string WebhookUrlWithToken(const std::string& url, const Tenant& tenant);

}  // namespace novofon::ctl
