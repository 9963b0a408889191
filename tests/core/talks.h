// What becomes of a time that a model quotes from a whole talk, for tests in tables.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>

#include "core/found_fields.h"
#include "tests/core/spoken.h"

namespace novofon {

struct TalkRow {
  // Segments divided by " // ", each "О: …" of the operator, "К: …" of the client, else of nobody
  // known.
  const char* said;
  const char* quote;
  const char* expected;  // as Shown, a "!" behind what may be taken back; "none"
};

inline Transcript TalkOf(std::string_view said) {
  Transcript talk;
  while (!said.empty()) {
    const std::string_view text = said.substr(0, said.find(" // "));
    said.remove_prefix(std::min(text.size() + (text.size() < said.size() ? 4 : 0), said.size()));
    const bool client = text.starts_with("К: ");
    const bool known = client || text.starts_with("О: ");
    const double start = static_cast<double>(talk.segments.size()) * 3;
    const std::string_view speaker = known ? (client ? kClient : kOperator) : std::string_view{};
    const std::string_view own = known ? text.substr(std::string_view("К: ").size()) : text;
    talk.segments.push_back({start, start + 3, std::string(speaker), std::string(own)});
  }
  return talk;
}

// The call began on Tuesday, the 12th of May, at a quarter past eleven.
inline std::string WhatBecomesOf(const TalkRow& row) {
  const Claims claims{{}, {}, {{row.quote, row.quote}}};
  const auto fields =
      JudgeClaims(claims, TalkOf(row.said), CallAt("2026-05-12 11:15", kMoscow), kMoscow);
  if (fields.found.empty()) return "none";
  const bool perhaps = std::ranges::count(fields.found[0].unsure, Unsure::kPerhapsTakenBack) > 0;
  return Shown(*fields.found[0].moment, kMoscow) + (perhaps ? "!" : "");
}

inline void ExpectOfTalks(std::initializer_list<TalkRow> rows) {
  for (const TalkRow& row : rows) {
    EXPECT_EQ(WhatBecomesOf(row), row.expected) << row.said << " / " << row.quote;
  }
}

}  // namespace novofon
