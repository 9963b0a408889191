// Tenants as the database and the state directory keep them.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/adapters/database.h"
#include "core/adapters/seal.h"
#include "core/tenant.h"

namespace novofon {

// All tenants, with their secrets opened; those that `seal` can't open are marked (is_sealed).
std::vector<Tenant> LoadTenants(Database& database, const Seal& seal);

// The columns of a new tenant.
//   Новые, В работе, Выполнено, Оплачено (won), Отказ (lost)

// Adds a tenant with its columns and its row in `appliers`, in one transaction. Throws BadEntry
// when the user_id is taken. Tenant::id is not used; the new one is returned.
TenantId AddTenant(Database& database, const Seal& seal, const Tenant& tenant, TimePoint now);

// Writes everything but id and user_id.
void ChangeTenant(Database& database, const Seal& seal, const Tenant& tenant);

// What a pool needs to verify events while the database is away, kept in a file of the state
// directory (mode 0600, secrets sealed as in the database, written by rename).
void RememberTenants(const std::filesystem::path& file, const Seal& seal,
                     const std::vector<Tenant>& tenants);
// Nothing when there is no such file or it can't be read.
std::optional<std::vector<Tenant>> RecallTenants(const std::filesystem::path& file,
                                                 const Seal& seal);

}  // namespace novofon
