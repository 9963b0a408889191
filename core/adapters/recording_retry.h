// Recordings that a person wants tried again, now.
#pragma once

#include <cstdint>
#include <optional>

#include "core/adapters/database.h"
#include "core/values.h"

namespace novofon {

// Those of the tenant that were given up, or wait for their next attempt; only the one numbered
// `id`, if that is given. Each goes on behind the last stage that it finished: nothing is paid for
// again. One that a program is working at stays as it is. Returns how many there were.
std::uint64_t RetryRecordings(Database& database, TenantId tenant, std::optional<std::uint64_t> id,
                              TimePoint now);

}  // namespace novofon
