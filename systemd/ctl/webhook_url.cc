#include "systemd/ctl/webhook_url.h"

#include "core/decode.h"
#include "core/signature.h"

namespace novofon::ctl {
namespace {

constexpr std::string_view kPath = "/api/webhooks/novofon";

bool QueryHas(const std::string& url, std::string_view name) {
  const std::size_t query = url.find('?');
  return query != std::string::npos &&
         DecodeForm(std::string_view(url).substr(query + 1)).contains(name);
}

std::string WithParameter(std::string url, const std::string& name, const std::string& value) {
  if (QueryHas(url, name)) return url;
  const char separator = url.find('?') == std::string::npos ? '?' : '&';
  return url + separator + BuildQuery({{name, value}});
}

}  // namespace

std::string WebhookUrl(const std::string& url, const Tenant& tenant) {
  const std::size_t scheme = url.find("://");
  const bool has_path =
      scheme != std::string::npos && url.find_first_of("/?", scheme + 3) != std::string::npos;
  return WithParameter(has_path ? url : url + std::string(kPath), "user_id", tenant.user_id);
}

std::string WebhookUrlWithToken(const std::string& url, const Tenant& tenant) {
  std::string bare = WebhookUrl(url, tenant);
  if (tenant.url_token.empty()) return bare;
  return WithParameter(bare, "token", std::string(tenant.url_token.Reveal()));
}

}  // namespace novofon::ctl
