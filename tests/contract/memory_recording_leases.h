#pragma once

#include "core/snapshot.h"
#include "tests/contract/memory_link_budget.h"
#include "tests/contract/memory_state.h"

namespace novofon {

// The account of a tenant's own, as both stores give it.
inline std::string AccountOf(TenantId tenant) { return "key-" + std::to_string(tenant.value); }

class MemoryRecordingLeases : public RecordingLeases {
 public:
  explicit MemoryRecordingLeases(MemoryState& state) : state_(state) {}

  std::optional<RecordingJob> Take(const RunId& run, TimePoint now,
                                   std::chrono::seconds lease_for) override {
    const MemoryRecordings::Key* longest = nullptr;
    for (const auto& [key, work] : state_.recordings.work) {
      if (!IsDue(key, work, now)) continue;
      if (longest != nullptr &&
          *state_.recordings.work.at(*longest).row.work_at <= *work.row.work_at) {
        continue;
      }
      longest = &key;
    }
    if (longest == nullptr) return std::nullopt;
    MemoryWork& work = state_.recordings.work.at(*longest);
    ++work.lease;
    ++work.row.attempts;
    work.row.is_held = true;
    work.held_by = run;
    work.row.work_at = now + lease_for;
    RecordingJob job = JobOf(*longest, work);
    const auto pause = state_.recordings.pauses.find({job.tenant, job.stage});
    if (pause != state_.recordings.pauses.end()) {
      job.probe = true;
      pause->second.until = now + lease_for;
    }
    return job;
  }

  void KeepUp(const RunId& run, TimePoint now, std::chrono::seconds lease_for) override {
    for (auto& [key, work] : state_.recordings.work) {
      if (work.row.is_held && work.held_by == run) work.row.work_at = now + lease_for;
    }
  }

  void Inherit(const RunId& dead, TimePoint now) override {
    for (auto& [key, work] : state_.recordings.work) {
      if (!work.row.is_held || work.held_by != dead) continue;
      work.row.is_held = false;
      work.row.work_at = now;
    }
  }

 private:
  bool IsDue(const MemoryRecordings::Key& key, const MemoryWork& work, TimePoint now) const {
    if (!work.row.work_at || *work.row.work_at > now) return false;
    const auto pause = state_.recordings.pauses.find({key.first, work.row.stage});
    if (pause != state_.recordings.pauses.end() && pause->second.until > now) return false;
    return work.row.stage != Stage::kWaiting ||
           MemoryLinkBudget::FreeAt(state_.recordings, AccountOf(key.first)) <= now;
  }

  RecordingJob JobOf(const MemoryRecordings::Key& key, const MemoryWork& work) const {
    const Snapshot& tenant = state_.tenants.at(key.first);
    const Recording& recording = tenant.recordings.at(key.second);
    RecordingJob job;
    job.tenant = key.first;
    job.recording = key.second;
    job.call = recording.call;
    job.lease = work.lease;
    job.stage = work.row.stage;
    job.attempts = work.row.attempts;
    job.due_at = recording.due_at;
    job.call_start = recording.due_at;
    if (const auto call = tenant.calls.find(recording.call); call != tenant.calls.end()) {
      job.direction = DirectionOf(call->second);
      job.call_start = call->second.started_at;
      job.call_seconds = call->second.duration;
    }
    job.refusals = work.refusals;
    job.audio = work.row.audio.value_or("");
    job.sound = work.row.sound;
    return job;
  }

  MemoryState& state_;
};

}  // namespace novofon
