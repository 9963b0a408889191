// The inspector's list of requests that added nothing to the journal.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "core/adapters/database.h"
#include "core/identity.h"
#include "core/values.h"

namespace novofon {

struct TurnedAway {
  std::optional<TenantId> tenant;
  std::string event;
  bool duplicate = false;  // else refused
  std::string why;
  std::optional<Identity> identity;
  TimePoint received_at;
  std::string request_id;
};

// Adds them and keeps the newest ten thousand or so; the log has them all.
void ListTurnedAway(Database& database, std::span<const TurnedAway> requests);

}  // namespace novofon
