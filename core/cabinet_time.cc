#include "core/cabinet_time.h"

#include <date/tz.h>

#include <algorithm>
#include <cstdio>
#include <stdexcept>

namespace novofon {
namespace {

// What a moment is made of, on some clock on the wall.
struct WallTime {
  date::year_month_day day;
  std::chrono::seconds since_midnight{0};
};

const date::time_zone* FindZone(std::string_view name) {
  const auto& zones = date::get_tzdb().zones;  // sorted by name
  const auto found = std::ranges::lower_bound(zones, name, {}, &date::time_zone::name);
  return found != zones.end() && found->name() == name ? &*found : nullptr;
}

const date::time_zone& Zone(std::string_view name) {
  const auto* zone = FindZone(name);
  if (zone == nullptr) throw std::invalid_argument("no such time zone: " + std::string(name));
  return *zone;
}

// Reads `text` by `pattern`, in which '0' stands for any digit and everything else for itself.
bool Matches(std::string_view text, std::string_view pattern) {
  return std::ranges::equal(
      text, pattern, [](char c, char p) { return p == '0' ? c >= '0' && c <= '9' : c == p; });
}

int Number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

// The first 19 characters of both forms: "2026-01-15" and "10:00:00" with one character between.
std::optional<WallTime> ReadWallTime(std::string_view text) {
  const WallTime time{date::year{Number(text.substr(0, 4))} /
                          date::month{static_cast<unsigned>(Number(text.substr(5, 2)))} /
                          date::day{static_cast<unsigned>(Number(text.substr(8, 2)))},
                      std::chrono::hours{Number(text.substr(11, 2))} +
                          std::chrono::minutes{Number(text.substr(14, 2))} +
                          std::chrono::seconds{Number(text.substr(17, 2))}};
  const int year = static_cast<int>(time.day.year());
  const bool is_time = Number(text.substr(11, 2)) < 24 && Number(text.substr(14, 2)) < 60 &&
                       Number(text.substr(17, 2)) < 60;
  if (year < 1970 || year > 9998 || !time.day.ok() || !is_time) return std::nullopt;
  return time;
}

WallTime WallTimeOf(std::chrono::microseconds since_epoch) {
  const auto days = std::chrono::floor<date::days>(since_epoch);
  return {date::sys_days{days}, std::chrono::floor<std::chrono::seconds>(since_epoch - days)};
}

WallTime WallTimeIn(std::string_view zone, TimePoint time) {
  return WallTimeOf(Zone(zone).to_local(time).time_since_epoch());
}

template <class... Numbers>
std::string Print(const char* pattern, Numbers... numbers) {
  char text[64];
  const int length = std::snprintf(text, sizeof text, pattern, numbers...);
  return std::string(text, static_cast<std::size_t>(length));
}

// `pattern` takes year, month, day, hour, minute, second.
std::string PrintIso(const char* pattern, const WallTime& time) {
  const date::hh_mm_ss clock{time.since_midnight};
  return Print(pattern, static_cast<int>(time.day.year()), static_cast<unsigned>(time.day.month()),
               static_cast<unsigned>(time.day.day()), static_cast<int>(clock.hours().count()),
               static_cast<int>(clock.minutes().count()),
               static_cast<int>(clock.seconds().count()));
}

// What follows the seconds: "Z" or ".123Z". Digits after the sixth are dropped.
std::optional<std::chrono::microseconds> ReadFraction(std::string_view text) {
  if (!text.ends_with('Z')) return std::nullopt;
  text.remove_suffix(1);
  if (text.empty()) return std::chrono::microseconds{0};
  if (!text.starts_with('.') || text.size() < 2 || text.size() > 10) return std::nullopt;
  text.remove_prefix(1);
  if (text.find_first_not_of("0123456789") != text.npos) return std::nullopt;
  std::string digits(text.substr(0, 6));
  digits.resize(6, '0');
  return std::chrono::microseconds{Number(digits)};
}

}  // namespace

bool IsZone(std::string_view zone) { return FindZone(zone) != nullptr; }

std::optional<TimePoint> ParseCabinetTime(std::string_view text, std::string_view zone) {
  if (!Matches(text, "0000-00-00 00:00:00")) return std::nullopt;
  const auto time = ReadWallTime(text);
  if (!time) return std::nullopt;
  const date::local_seconds local = date::local_days{time->day} + time->since_midnight;
  return Zone(zone).to_sys(local, date::choose::earliest);
}

std::string FormatForPeople(TimePoint time, std::string_view zone) {
  const WallTime wall = WallTimeIn(zone, time);
  const date::hh_mm_ss clock{wall.since_midnight};
  return Print("%02u.%02u.%04d %02d:%02d", static_cast<unsigned>(wall.day.day()),
               static_cast<unsigned>(wall.day.month()), static_cast<int>(wall.day.year()),
               static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()));
}

std::string FormatCabinetTime(TimePoint time, std::string_view zone) {
  return PrintIso("%04d-%02u-%02u %02d:%02d:%02d", WallTimeIn(zone, time));
}

std::string FormatUtc(TimePoint time) {
  return PrintIso("%04d-%02u-%02uT%02d:%02d:%02dZ", WallTimeOf(time.time_since_epoch()));
}

std::optional<TimePoint> ParseUtc(std::string_view text) {
  constexpr std::string_view kSeconds = "0000-00-00T00:00:00";
  if (!Matches(text.substr(0, kSeconds.size()), kSeconds)) return std::nullopt;
  const auto fraction = ReadFraction(text.substr(kSeconds.size()));
  const auto time = ReadWallTime(text);
  if (!fraction || !time) return std::nullopt;
  return date::sys_days{time->day} + time->since_midnight + *fraction;
}

}  // namespace novofon
