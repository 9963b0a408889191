// What a store has of a recording and of what was found in it, as tests look at it.
#pragma once

#include <cstdint>
#include <optional>
#include <ostream>
#include <string>

#include "core/cabinet_time.h"
#include "core/fill.h"
#include "core/recording_work.h"

namespace novofon {

struct WorkRow {
  Stage stage = Stage::kWaiting;
  std::optional<TimePoint> work_at;  // nothing: finished
  int attempts = 0;
  bool is_held = false;
  std::string error;
  std::string remark;
  std::optional<std::string> audio;
  std::string host;
  FetchedFile file;
  Sound sound;
  std::optional<TimePoint> fetched_at;
  std::optional<TimePoint> finished_at;
  bool operator==(const WorkRow&) const = default;
};
inline void PrintTo(const WorkRow& row, std::ostream* out) {
  const auto time = [](const std::optional<TimePoint>& at) {
    return at ? FormatUtc(*at) : "never";
  };
  *out << NameOf(row.stage) << " work " << time(row.work_at) << " attempts " << row.attempts
       << (row.is_held ? " held" : "") << " error '" << row.error << "' remark '" << row.remark
       << "' audio " << row.audio.value_or("none") << " on " << row.host << " " << row.file.bytes
       << " " << row.file.sha256 << " " << row.sound.seconds << "s fetched " << time(row.fetched_at)
       << " finished " << time(row.finished_at);
}

struct SuggestionRow {
  std::uint64_t id = 0;
  Finding finding;
  std::string state;
  std::optional<DealId> deal;
  std::string previous;
  std::optional<TimePoint> decided_at;
  bool operator==(const SuggestionRow&) const = default;
};

}  // namespace novofon
