#include "systemd/ctl/webhook_url.h"

#include <algorithm>

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

// The shipped site knows the plugin's path alone, without a slash behind it.
std::string WithPath(std::string url) {
  const std::size_t scheme = url.find("://");
  const std::size_t host = scheme == std::string::npos ? 0 : scheme + 3;
  const std::size_t query = std::min(url.find('?'), url.size());
  const std::size_t begin = std::min(url.find('/', host), query);
  const std::string path = url.substr(begin, query - begin);
  if (path.empty() || path == "/" || path == std::string(kPath) + "/") {
    url.replace(begin, path.size(), kPath);
  }
  return url;
}

}  // namespace

std::optional<std::string> TokenIn(const std::string& url) {
  const Fields query = QueryOf(url);
  const auto token = query.find("token");
  return token == query.end() ? std::nullopt : std::optional(token->second);
}

std::string WebhookUrl(const std::string& url, const Tenant& tenant) {
  if (url.find('#') != std::string::npos) throw Refused(kUsage, "--url can't have a #part");
  if (QueryHas(url, "user_id") && QueryOf(url).at("user_id") != tenant.user_id) {
    throw Refused(kUsage, "--url names another tenant; leave its user_id out");
  }
  return WithParameter(WithPath(url), "user_id", tenant.user_id);
}

std::string WebhookUrlWithToken(const std::string& url, const Tenant& tenant) {
  std::string bare = WebhookUrl(url, tenant);
  if (tenant.url_token.empty()) return bare;
  return WithParameter(bare, "token", std::string(tenant.url_token.Reveal()));
}

}  // namespace novofon::ctl
