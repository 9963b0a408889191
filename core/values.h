// The small values that everything else is made of.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace novofon {

// UTC, always. Nothing in core/ reads a clock: times come in as arguments.
using TimePoint = std::chrono::sys_time<std::chrono::microseconds>;

// The internal number of a tenant. The `user_id` of the webhook URL is Tenant::user_id.
struct TenantId {
  std::uint32_t value = 0;
  auto operator<=>(const TenantId&) const = default;
};

// Rows of one tenant share one counter, so an id means nothing without its tenant.
struct CallId {
  std::uint64_t value = 0;
  auto operator<=>(const CallId&) const = default;
};
struct ClientId {
  std::uint64_t value = 0;
  auto operator<=>(const ClientId&) const = default;
};
struct DealId {
  std::uint64_t value = 0;
  auto operator<=>(const DealId&) const = default;
};
struct ColumnId {
  std::uint64_t value = 0;
  auto operator<=>(const ColumnId&) const = default;
};

// What makes two notifications speak of one call: pbx_call_id as received, or a stand-in for it
// (see ReadEvent). Opaque bytes.
struct CallKey {
  std::string value;
  auto operator<=>(const CallKey&) const = default;
};

// call_id_with_rec as received. Opaque bytes.
struct RecordingKey {
  std::string value;
  auto operator<=>(const RecordingKey&) const = default;
};

// An extension of the PBX (`internal`), digits as received.
struct Extension {
  std::string value;
  auto operator<=>(const Extension&) const = default;
};

// A telephone number in E.164 with its plus: "+79161234567".
struct PhoneNumber {
  std::string value;
  auto operator<=>(const PhoneNumber&) const = default;
};

// The fields of one notification as decoded from the wire: names and values byte for byte, nothing
// normalised; nested keys the way PHP spells them ("wait_dtmf[digits]"). JSON numbers keep their
// text. JSON null counts as absent.
using Fields = std::map<std::string, std::string, std::less<>>;

// The value of `name`, or "" when it is absent: the provider's own code treats both alike.
std::string_view FieldOf(const Fields& fields, std::string_view name);

}  // namespace novofon
