#include "core/identity.h"

#include <algorithm>
#include <charconv>
#include <chrono>

#include "core/digest.h"

namespace novofon {
namespace {

// The digits at `text[at, at + size)`, or nothing when one of them is none.
std::optional<unsigned> Digits(std::string_view text, std::size_t at, std::size_t size) {
  unsigned number = 0;
  for (const char c : text.substr(at, size)) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + static_cast<unsigned>(c - '0');
  }
  return number;
}

// "2026-01-15 10:00:00" read as if it were UTC: the prefix only has to be the same for a repeat and
// to grow with time.
std::optional<std::uint32_t> SecondsOf(std::string_view text) {
  if (text.size() != 19 || text[4] != '-' || text[7] != '-' || text[10] != ' ' || text[13] != ':' ||
      text[16] != ':') {
    return std::nullopt;
  }
  const auto year = Digits(text, 0, 4), month = Digits(text, 5, 2), day = Digits(text, 8, 2);
  const auto hour = Digits(text, 11, 2), minute = Digits(text, 14, 2), second = Digits(text, 17, 2);
  if (!year || !month || !day || !hour || !minute || !second) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*year)),
                                         std::chrono::month(*month), std::chrono::day(*day)};
  // 2106-02-07 is the last day that four bytes hold.
  if (!date.ok() || *year < 1970 || *year > 2105) return std::nullopt;
  if (*hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  const auto days = std::chrono::sys_days(date).time_since_epoch().count();
  return static_cast<std::uint32_t>(days) * 86400U + *hour * 3600U + *minute * 60U + *second;
}

// The unix time that some recording ids begin with: "1585913205.75283".
std::optional<std::uint32_t> SecondsOfRecording(std::string_view id) {
  constexpr std::uint32_t kYear2010 = 1262304000;
  constexpr std::uint32_t kYear2100 = 4102444800;
  const std::string_view digits = id.substr(0, id.find('.'));
  std::uint32_t seconds = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  if (seconds < kYear2010 || seconds >= kYear2100) return std::nullopt;
  return seconds;
}

std::uint32_t OwnTime(const Fields& fields) {
  if (const auto seconds = SecondsOf(FieldOf(fields, "call_start"))) return *seconds;
  return SecondsOfRecording(FieldOf(fields, "call_id_with_rec")).value_or(0);
}

std::optional<std::uint8_t> NibbleOf(char c) {
  if (c >= '0' && c <= '9') return static_cast<std::uint8_t>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<std::uint8_t>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<std::uint8_t>(c - 'A' + 10);
  return std::nullopt;
}

}  // namespace

Identity IdentityOf(TenantId tenant, const Fields& fields) {
  std::string text;
  AppendWithLength(text, std::to_string(tenant.value));
  for (const auto& [name, value] : fields) {
    if (value.empty()) continue;  // as good as absent
    AppendWithLength(text, name);
    AppendWithLength(text, value);
  }
  const Sha256Digest digest = Sha256(text);

  Identity identity;
  const std::uint32_t time = OwnTime(fields);
  for (std::size_t i = 0; i < 4; ++i) {
    identity.bytes[i] = static_cast<std::uint8_t>(time >> (24 - 8 * i) & 0xff);
  }
  std::copy_n(digest.begin(), 16, identity.bytes.begin() + 4);
  return identity;
}

std::string_view BytesOf(const Identity& identity) {
  return {reinterpret_cast<const char*>(identity.bytes.data()), identity.bytes.size()};
}

std::string ToHex(const Identity& identity) { return HexOf(identity.bytes); }

std::optional<Identity> IdentityFromHex(std::string_view hex) {
  Identity identity;
  if (hex.size() != identity.bytes.size() * 2) return std::nullopt;
  for (std::size_t i = 0; i < identity.bytes.size(); ++i) {
    const auto high = NibbleOf(hex[2 * i]);
    const auto low = NibbleOf(hex[2 * i + 1]);
    if (!high || !low) return std::nullopt;
    identity.bytes[i] = static_cast<std::uint8_t>(*high << 4 | *low);
  }
  return identity;
}

}  // namespace novofon
