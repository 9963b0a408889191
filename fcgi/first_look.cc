#include "fcgi/first_look.h"

#include <algorithm>

#include "core/adapters/log.h"
#include "core/adapters/schema_version.h"
#include "core/adapters/tenant_store.h"

namespace novofon {
namespace {

void CheckDurability(Database& database) {
  const Row row = database
                      .Query(Sql() << "SELECT @@GLOBAL.innodb_flush_log_at_trx_commit,"
                                      "@@GLOBAL.log_bin,@@GLOBAL.sync_binlog")
                      .front();
  const auto warn = [](std::string_view what) {
    Log(Level::kWarning, "durability_warning",
        "The database may forget commits at a power cut; change its configuration",
        {{"setting", std::string(what)}});
  };
  if (row.Number(0) != 1) warn("innodb_flush_log_at_trx_commit must be 1");
  if (row.Flag(1) && row.Number(2) != 1) warn("sync_binlog must be 1 when log_bin is on");
}

bool IsOfAnotherKey(Database& database, const Seal& seal) {
  const auto tenants = LoadTenants(database, seal);
  return !tenants.empty() && std::ranges::all_of(tenants, &Tenant::is_sealed);
}

}  // namespace

std::optional<std::string> LookAt(Database& database, const Seal& seal) {
  if (auto problem = CheckSchema(database)) {
    Log(Level::kCritical, "schema_mismatch", *problem);
    return problem;
  }
  if (IsOfAnotherKey(database, seal)) {
    return "seal-key is not the key that the tenants' secrets were sealed with";
  }
  CheckDurability(database);
  return std::nullopt;
}

Looked FirstLook(const DatabaseAddress& address, const Seal& seal) {
  try {
    Database database(address);
    return {LookAt(database, seal), false};
  } catch (const Unavailable& error) {
    Log(Level::kWarning, "database_away",
        "The database does not answer; events go to the spool and are applied when it is back",
        {{"why", error.what()}});
  }
  return {std::nullopt, true};
}

}  // namespace novofon
