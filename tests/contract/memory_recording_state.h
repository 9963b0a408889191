// Recordings in memory: what a store keeps of them between two calls.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/snapshot.h"
#include "tests/contract/recording_rows.h"

namespace novofon {

struct MemoryWork {
  WorkRow row;
  int refusals = 0;
  std::uint32_t lease = 0;
  RunId held_by;
};

struct MemorySuggestion {
  SuggestionRow row;
  TenantId tenant;
  RecordingKey recording;
  TimePoint made_at;
  std::optional<std::string> client_previous;  // nothing: the client's name wasn't touched
};

struct MemoryPause {
  TimePoint until;
  int pauses = 1;
};

struct MemoryRecordings {
  using Key = std::pair<TenantId, RecordingKey>;

  std::map<Key, MemoryWork> work;
  std::map<Key, Transcript> transcripts;
  std::map<std::pair<Key, std::string>, std::pair<PassageKey, Passage>> passages;  // by part
  std::vector<MemorySuggestion> suggestions;
  std::map<std::pair<TenantId, Stage>, MemoryPause> pauses;
  std::map<std::pair<TenantId, DealId>, DealFields> deals;
  std::map<std::string, std::deque<TimePoint>> requests;  // by account, the last hundred

  // A recording's own row was made, or is due earlier.
  void Learn(TenantId tenant, const Recording& recording) {
    MemoryWork& work_of = work[{tenant, recording.key}];
    if (work_of.lease > 0) return;
    auto& at = work_of.row.work_at;
    at = at ? std::min(*at, recording.due_at) : recording.due_at;
  }
};

}  // namespace novofon
