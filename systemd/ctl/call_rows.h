// What the calls have become, as rows of JSON with stable names. Oldest first; of many the newest.
// Values that are unset are null.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/adapters/database.h"
#include "systemd/ctl/table.h"

namespace novofon::ctl {

Json DealRows(Database& database, TenantId tenant, std::uint64_t limit);
Json CallRows(Database& database, TenantId tenant, std::uint64_t limit);
Json ClientRows(Database& database, TenantId tenant, std::uint64_t limit);
Json NoteRows(Database& database, TenantId tenant, std::uint64_t limit);
Json CallbackRows(Database& database, TenantId tenant, std::uint64_t limit);

// The one row, or null.
Json DealRow(Database& database, TenantId tenant, DealId deal);
Json CallRow(Database& database, TenantId tenant, const CallKey& key);

}  // namespace novofon::ctl
