// What came in: the journal, and beside it what was turned away, as rows of JSON.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/adapters/database.h"
#include "core/journal.h"
#include "systemd/ctl/table.h"

namespace novofon::ctl {

// Journalled events and those turned away in the order they were received, the newest `limit` of
// them. Without a tenant those of all, and of nobody.
Json EventRows(Database& database, std::optional<TenantId> tenant, std::uint64_t limit);

// One line of the journal.
struct Journalled {
  std::uint64_t id = 0;
  JournalEntry entry;
  std::optional<TimePoint> applied_at;
};

// By the number that `list events` shows, or by the identity in hex; nothing when there is none.
// Throws Refused when `name` is neither.
std::optional<Journalled> FindEvent(Database& database, const std::string& name);

// Accepted events after the one numbered `after`, in order.
std::vector<Journalled> EventsAfter(Database& database, std::uint64_t after,
                                    std::optional<TenantId> tenant, std::uint64_t limit);

// Deliveries that repeated the event.
Json RepeatsOf(Database& database, const Identity& identity);

// The row of `list events` for a request that was turned away ("t12"), or null; `repeated` becomes
// the event that it repeats, if it is that.
Json TurnedAwayRow(Database& database, const std::string& name, std::optional<Identity>& repeated);

}  // namespace novofon::ctl
