#include "systemd/ctl/command.h"

#include <iostream>

#include "core/adapters/tenant_store.h"

namespace novofon::ctl {
namespace {

Refused NoSuchTenant(std::string_view user_id) {
  return {kFailed, "there is no tenant " + std::string(user_id) +
                       "; novofonctl tenant list shows those there are"};
}

}  // namespace

TenantId FindTenant(Database& database, std::string_view user_id) {
  const auto rows =
      database.Query(Sql() << "SELECT id FROM tenants WHERE user_id = " << Text{user_id});
  if (rows.empty()) throw NoSuchTenant(user_id);
  return {static_cast<std::uint32_t>(rows.front().Number(0))};
}

Tenant TenantNamed(Desk& desk, std::string_view user_id) {
  for (auto& tenant : LoadTenants(desk.database, desk.seal)) {
    if (tenant.user_id == user_id) return std::move(tenant);
  }
  throw NoSuchTenant(user_id);
}

Tenant OpenTenant(Desk& desk, std::string_view user_id) {
  Tenant tenant = TenantNamed(desk, user_id);
  if (!tenant.is_sealed) return tenant;
  throw Refused(kFailed, "the secrets of tenant " + tenant.user_id +
                             " were sealed with another seal-key: bring that key back, or give"
                             " them anew with novofonctl tenant set");
}

void Progress(const std::string& message) { std::cerr << message << std::endl; }

}  // namespace novofon::ctl
