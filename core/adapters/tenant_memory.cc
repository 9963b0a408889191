// RememberTenants and RecallTenants of tenant_store.h: the file that a pool falls back on.
#include <unistd.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "core/adapters/durable_file.h"
#include "core/adapters/tenant_store.h"
#include "core/digest.h"

namespace novofon {
namespace {

using Json = nlohmann::ordered_json;
using std::chrono::seconds;

constexpr std::size_t kLongestFile = 64U * 1024 * 1024;

Json ToJson(const Tenant& tenant, const Seal& seal) {
  const auto sealed = [&](const Secret& secret) {
    const std::string bytes = seal.Close(secret);
    return HexOf({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
  };
  return {{"id", tenant.id.value},
          {"user_id", tenant.user_id},
          {"name", tenant.name},
          {"api_key", tenant.api_key},
          {"api_secret", sealed(tenant.api_secret)},
          {"url_token", sealed(tenant.url_token)},
          {"is_sealed", tenant.is_sealed},
          {"raw_signature", tenant.signature_scheme == SignatureScheme::kRaw},
          {"age_window_s", tenant.age_window ? Json(tenant.age_window->count()) : Json()},
          {"redirect_to_owner", tenant.redirect_to_owner},
          {"return_timeout_s", tenant.return_timeout.count()},
          {"zone", tenant.rules.zone},
          {"region", tenant.rules.region},
          {"repeat_moves_to_new", tenant.rules.repeat_moves_to_new},
          {"record_delay_s", tenant.rules.record_delay.count()}};
}

Secret Opened(const Json& sealed, const Seal& seal) {
  const auto bytes = BytesOfHex(sealed.get_ref<const std::string&>());
  auto secret = bytes ? seal.Open(*bytes) : std::nullopt;
  if (!secret) throw std::invalid_argument("sealed with another key");
  return std::move(*secret);
}

Tenant FromJson(const Json& json, const Seal& seal) {
  Tenant tenant;
  tenant.id = TenantId{json.at("id").get<std::uint32_t>()};
  json.at("user_id").get_to(tenant.user_id);
  json.at("name").get_to(tenant.name);
  json.at("api_key").get_to(tenant.api_key);
  tenant.api_secret = Opened(json.at("api_secret"), seal);
  tenant.url_token = Opened(json.at("url_token"), seal);
  tenant.is_sealed = json.value("is_sealed", false);
  if (json.at("raw_signature").get<bool>()) tenant.signature_scheme = SignatureScheme::kRaw;
  const Json& window = json.at("age_window_s");
  if (!window.is_null()) tenant.age_window = seconds(window.get<std::int64_t>());
  json.at("redirect_to_owner").get_to(tenant.redirect_to_owner);
  tenant.return_timeout = seconds(json.at("return_timeout_s").get<std::int64_t>());
  json.at("zone").get_to(tenant.rules.zone);
  json.at("region").get_to(tenant.rules.region);
  json.at("repeat_moves_to_new").get_to(tenant.rules.repeat_moves_to_new);
  tenant.rules.record_delay = seconds(json.at("record_delay_s").get<std::int64_t>());
  return tenant;
}

}  // namespace

void RememberTenants(const std::filesystem::path& file, const Seal& seal,
                     const std::vector<Tenant>& tenants) {
  Json json = Json::array();
  for (const Tenant& tenant : tenants) json.push_back(ToJson(tenant, seal));
  // Several processes may write at once: each its own file, the last rename stands.
  const auto fresh =
      file.parent_path() / (file.filename().string() + "." + std::to_string(getpid()));
  std::filesystem::remove(fresh);  // of a process of this number that was killed here
  if (!WriteNewFile(fresh, json.dump(-1, ' ', false, Json::error_handler_t::replace))) {
    throw std::runtime_error("tenants.json can't be written in the state directory");
  }
  std::filesystem::rename(fresh, file);
}

std::optional<std::vector<Tenant>> RecallTenants(const std::filesystem::path& file,
                                                 const Seal& seal) {
  const auto text = ReadWholeFile(file, kLongestFile);
  if (!text) return std::nullopt;
  try {
    std::vector<Tenant> tenants;
    for (const Json& one : Json::parse(*text)) tenants.push_back(FromJson(one, seal));
    return tenants;
  } catch (const std::exception&) {
    return std::nullopt;  // cut short, or of another time: the database will tell
  }
}

}  // namespace novofon
