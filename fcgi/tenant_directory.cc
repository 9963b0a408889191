#include "fcgi/tenant_directory.h"

#include "core/adapters/log.h"
#include "core/adapters/tenant_store.h"

namespace novofon {
TenantDirectory::TenantDirectory(std::filesystem::path file, const Seal& seal,
                                 DeadlineThread& thread, std::shared_ptr<Database> database)
    : file_(std::move(file)), seal_(seal), thread_(thread), database_(std::move(database)) {
  Recall();
}

// A neighbour may have heard of a tenant that the database can no longer tell us of.
void TenantDirectory::Recall() {
  auto recalled = RecallTenants(file_, seal_);
  if (!recalled || (known_ && *recalled == *known_)) return;
  known_ = std::make_shared<const std::vector<Tenant>>(std::move(*recalled));
}

// A full disk is no reason to fall back to the tenants of yesterday.
void TenantDirectory::Remember() const {
  try {
    RememberTenants(file_, seal_, *known_);
  } catch (const std::exception& error) {
    Log(Level::kError, "tenants_not_remembered",
        "The tenants could not be written to the state directory: without the database only older "
        "ones would be known",
        {{"why", error.what()}});
  }
}

TenantDirectory::Tenants TenantDirectory::Now(std::chrono::milliseconds max_age,
                                              const Patience& patience) {
  const auto now = std::chrono::steady_clock::now();
  if (asked_at_.time_since_epoch().count() != 0 && now - asked_at_ < max_age) return known_;
  asked_at_ = now;
  try {
    auto loaded = thread_.Run<std::vector<Tenant>>(
        [database = database_, &seal = seal_] { return LoadTenants(*database, seal); }, patience);
    if (!loaded) {
      Recall();
      return known_;
    }
    if (from_database_ && *loaded == *known_) return known_;
    from_database_ = true;
    known_ = std::make_shared<const std::vector<Tenant>>(std::move(*loaded));
    Remember();
    Log(Level::kInfo, "tenants_reloaded", "The tenants were read from the database",
        {{"tenants", std::to_string(known_->size())}});
    for (const Tenant& tenant : *known_) {
      if (!tenant.is_sealed) continue;
      Log(Level::kCritical, "tenant_sealed",
          "A tenant's secrets were sealed with another seal-key: its events are answered 503. "
          "Bring "
          "the key back, or give the secrets anew with novofonctl tenant set",
          {{"tenant", tenant.user_id}});
    }
  } catch (const std::exception& error) {
    Log(Level::kWarning, "tenants_stale",
        "The tenants could not be read; those known so far stay in force", {{"why", error.what()}});
    Recall();
  }
  return known_;
}

}  // namespace novofon
