// Phrases and what is read from them, for tests in tables.
#pragma once

#include <date/tz.h>
#include <gtest/gtest.h>

#include <initializer_list>
#include <sstream>
#include <string>
#include <string_view>

#include "core/spoken_date.h"

namespace novofon {

constexpr std::string_view kMoscow = "Europe/Moscow";

inline TimePoint CallAt(std::string_view local, std::string_view zone) {
  std::istringstream in{std::string(local)};
  date::local_seconds at;
  in >> date::parse("%F %R", at);
  return date::locate_zone(std::string(zone))->to_sys(at);
}

// "2025-12-10 11:00", "2025-12-10" without a time, a "?" behind what is uncertain; else the reason.
inline std::string Shown(const SpokenDate& read, std::string_view zone) {
  if (const auto* why = std::get_if<NoMoment>(&read)) {
    constexpr const char* kNames[] = {"nothing",  "vague", "ambiguous",
                                      "conflict", "past",  "no such date"};
    return kNames[static_cast<int>(*why)];
  }
  const auto& moment = std::get<SpokenMoment>(read);
  const auto local = date::locate_zone(std::string(zone))->to_local(moment.utc);
  const std::string shown =
      date::format(moment.has_time ? "%F %R" : "%F", date::floor<std::chrono::minutes>(local));
  return shown + (moment.uncertain ? "?" : "");
}

struct SpokenRow {
  const char* phrase;
  const char* expected;
};

inline void Check(std::string_view call, std::string_view zone,
                  std::initializer_list<SpokenRow> rows) {
  for (const SpokenRow& row : rows) {
    EXPECT_EQ(Shown(ReadSpokenDate(row.phrase, CallAt(call, zone), zone), zone), row.expected)
        << "«" << row.phrase << "» said at " << call;
  }
}

// A Wednesday.
inline void CheckOnWednesday(std::initializer_list<SpokenRow> rows) {
  Check("2026-03-11 14:20", kMoscow, rows);
}

}  // namespace novofon
