// What makes two deliveries one event.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/values.h"

namespace novofon {

// Four bytes of the event's own time, then 16 bytes of SHA-256 over tenant and all fields, sorted.
// The time comes from the event (call_start, or the unix time that a recording id begins with), so
// a repeat has the same identity however late it comes; it stands first so that the journal's
// unique index grows at its end and stays quick when the journal is large.
struct Identity {
  std::array<std::uint8_t, 20> bytes{};
  auto operator<=>(const Identity&) const = default;
};

Identity IdentityOf(TenantId tenant, const Fields& fields);

// As the database keeps it. Points into `identity`.
std::string_view BytesOf(const Identity& identity);
std::string ToHex(const Identity& identity);
std::optional<Identity> IdentityFromHex(std::string_view hex);

}  // namespace novofon
