#include "systemd/ctl/webhook_url.h"

#include "core/decode.h"
#include "core/signature.h"
#include "systemd/ctl/command.h"

namespace novofon::ctl {
namespace {

constexpr std::string_view kPath = "/api/webhooks/novofon";

Fields QueryOf(const std::string& url) {
  const std::size_t query = url.find('?');
  return query == std::string::npos ? Fields()
                                    : DecodeForm(std::string_view(url).substr(query + 1));
}

bool QueryHas(const std::string& url, const std::string& name) {
  return QueryOf(url).contains(name);
}

std::string WithParameter(std::string url, const std::string& name, const std::string& value) {
  if (QueryHas(url, name)) return url;
  const char separator = url.find('?') == std::string::npos ? '?' : '&';
  return url + separator + BuildQuery({{name, value}});
}

}  // namespace

std::string WebhookUrl(const std::string& url, const Tenant& tenant) {
  const std::size_t scheme = url.find("://");
  if (QueryHas(url, "user_id") && QueryOf(url).at("user_id") != tenant.user_id) {
    throw Refused(kUsage, "--url names another tenant; leave its user_id out");
  }
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
