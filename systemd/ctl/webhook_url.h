// The address that the provider is told.
#pragma once

#include <string>

#include "core/tenant.h"

namespace novofon::ctl {

// `url` with what names the tenant: "?user_id=", unless the query has it already. A URL without a
// path gets the plugin's, /api/webhooks/novofon.
std::string WebhookUrl(const std::string& url, const Tenant& tenant);

// The same, with "&token=" if the tenant has one.
std::string WebhookUrlWithToken(const std::string& url, const Tenant& tenant);

}  // namespace novofon::ctl
