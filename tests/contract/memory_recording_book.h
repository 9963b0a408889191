#pragma once

#include "core/event.h"
#include "core/retry.h"
#include "tests/contract/memory_deal_filling.h"

namespace novofon {

inline bool IsOurs(const MemoryRecordings& state, const RecordingJob& job) {
  const auto found = state.work.find({job.tenant, job.recording});
  return found != state.work.end() && found->second.lease == job.lease &&
         found->second.row.work_at.has_value();
}

class MemoryPassageBook : public PassageBook {
 public:
  explicit MemoryPassageBook(MemoryRecordings& state) : state_(state) {}

  std::optional<Passage> Find(const RecordingJob& job, const PassageKey& key) override {
    const auto found = state_.passages.find({{job.tenant, job.recording}, key.part});
    const bool is_it = found != state_.passages.end() && found->second.first == key;
    return is_it ? std::optional(found->second.second) : std::nullopt;
  }

  bool Keep(const RecordingJob& job, const PassageKey& key, const Passage& passage) override {
    if (!IsOurs(state_, job)) return false;
    state_.passages[{{job.tenant, job.recording}, key.part}] = {key, passage};
    return true;
  }

 private:
  MemoryRecordings& state_;
};

class MemoryRecordingBook : public RecordingBook {
 public:
  MemoryRecordingBook(MemoryState& state, std::string host)
      : state_(state.recordings), filling_(state), host_(std::move(host)) {}

  bool Save(const RecordingJob& job, const Progress& progress, TimePoint now) override {
    if (!IsOurs(state_, job)) return false;
    MemoryWork& work = state_.work.at({job.tenant, job.recording});
    if (const auto next = NextStage(progress)) {
      work.row.stage = *next;
      work.row.attempts = 1;
      work.row.error.clear();
    }
    std::visit(Overloaded{
                   [&](const Fetched& fetched) { Keep(job, work.row, fetched, now); },
                   [&](const FileGone&) { LetOthersProbe(job, now); },
                   [&](const FileBack&) {
                     work.row.host = host_;
                     LetOthersProbe(job, now);
                   },
                   [&](const Said& said) {
                     state_.transcripts[{job.tenant, job.recording}] = said.transcript;
                     std::erase_if(state_.passages, [&](const auto& one) {
                       return one.first.first == std::pair(job.tenant, job.recording);
                     });
                     EndPause(job);
                   },
                   [&](const Found& what) { Keep(job, what, now); },
                   [&](const FillDeal& fill) {
                     filling_.Fill(job.tenant, job.recording, fill.by_itself);
                     End(work.row, Ended{}, now);
                   },
                   [&](const Ended& end) {
                     End(work.row, end, now);
                     LetOthersProbe(job, now);
                   },
                   [&](const Later& later) { PutOff(work.row, later.at, later.error); },
                   [&](const GivenBack& back) {
                     PutOff(work.row, back.at, back.why);
                     work.row.attempts = std::max(work.row.attempts, 1) - 1;
                     LetOthersProbe(job, now);
                   },
                   [&](const StagePaused& paused) {
                     Pause(job, now);
                     PutOff(work.row, now, paused.error);
                     work.row.attempts = std::max(work.row.attempts, 1) - 1;
                   },
               },
               progress);
    return true;
  }

  bool IsPaused(const RecordingJob& job) override {
    return state_.pauses.contains({job.tenant, job.stage});
  }

  Transcript LoadTranscript(const RecordingJob& job) override {
    return state_.transcripts.at({job.tenant, job.recording});
  }

 private:
  void Keep(const RecordingJob& job, WorkRow& row, const Fetched& fetched, TimePoint now) {
    row.audio = fetched.audio;
    row.host = host_;
    row.file = fetched.file;
    row.sound = fetched.sound;
    row.remark = fetched.remark;
    row.fetched_at = now;
    EndPause(job);
  }

  void Keep(const RecordingJob& job, const Found& found, TimePoint now) {
    for (const Finding& field : found.fields) {
      const bool is_known = std::ranges::any_of(state_.suggestions, [&](const auto& one) {
        return one.tenant == job.tenant && one.recording == job.recording &&
               one.row.finding.field == field.field;
      });
      if (is_known) continue;
      SuggestionRow row;
      row.id = state_.suggestions.size() + 1;
      row.finding = field;
      row.state = "found";
      state_.suggestions.push_back({row, job.tenant, job.recording, now, {}});
    }
    EndPause(job);
  }

  static void End(WorkRow& row, const Ended& end, TimePoint now) {
    row.stage = end.stage;
    row.error = end.why;
    row.work_at.reset();
    row.is_held = false;
    row.finished_at = now;
  }
  static void PutOff(WorkRow& row, TimePoint at, const std::string& error) {
    row.work_at = at;
    row.is_held = false;
    row.error = error;
  }

  void Pause(const RecordingJob& job, TimePoint now) {
    const auto [place, is_new] = state_.pauses.try_emplace({job.tenant, job.stage});
    if (!is_new && !job.probe) return;
    if (is_new) ++state_.work.at({job.tenant, job.recording}).refusals;
    MemoryPause& pause = place->second;
    if (!is_new) ++pause.pauses;
    pause.until = now + NextProbe(pause.pauses);
  }
  void EndPause(const RecordingJob& job) {
    state_.work.at({job.tenant, job.recording}).refusals = 0;
    if (job.probe) state_.pauses.erase({job.tenant, job.stage});
  }
  void LetOthersProbe(const RecordingJob& job, TimePoint now) {
    const auto pause = state_.pauses.find({job.tenant, job.stage});
    if (job.probe && pause != state_.pauses.end()) pause->second.until = now;
  }

  MemoryRecordings& state_;
  MemoryDealFilling filling_;
  std::string host_;
};

}  // namespace novofon
