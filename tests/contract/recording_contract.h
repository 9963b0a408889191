// What the suites about recordings begin with: calls that were recorded, and jobs that were taken.
#pragma once

#include "tests/contract/contract.h"

namespace novofon {

inline constexpr RunId kRun{{1}};
inline constexpr RunId kOtherRun{{2}};
inline constexpr std::chrono::seconds kLease{120};

inline Fetched AFile() {
  return {"recordings/crm/2026-01/ab",
          {4096, std::string(64, 'a')},
          {61.375, false, true},
          "the file lasts 61 s, the call lasted 95 s"};
}

inline Said Words() {
  return {{"Клиент: Это Пётр.", {{1.5, 3, "Клиент", "Это Пётр.", {}, {}, {}}}, "ru"},
          Cost{.usd = 0.01, .audio_seconds = 61},
          "https://stt/v1",
          "whisper"};
}

class RecordingContract : public Contract {
 protected:
  // A RECORD for each, received at noon: due 40 s later.
  void Record(std::initializer_list<std::string> recordings) {
    for (const std::string& key : recordings) RecordAt(key, Moscow("12:00:00"));
  }
  void RecordAt(const std::string& key, TimePoint received_at) {
    ApplyTo(tenant, novofon::Record(key), received_at);
  }
  void ApplyTo(const Tenant& whose, const Fields& fields, TimePoint received_at) {
    JournalEntry entry = EntryOf(fields, "r");
    entry.received_at = received_at;
    stores->book().Apply(whose, {&entry, 1}, received_at);
  }

  RecordingLeases& leases() { return stores->recordings().leases(); }
  RecordingBook& book() { return stores->recordings().book(); }
  PassageBook& passages() { return stores->recordings().passages(); }
  WorkRow Work(const std::string& key = "17.1") {
    return stores->recordings().WorkOf(tenant.id, RecordingKey{key});
  }

  std::optional<RecordingJob> Take(TimePoint now, const RunId& run = kRun) {
    return leases().Take(run, now, kLease);
  }
  // The key of what is taken, "" when nothing is.
  std::string Taken(TimePoint now, const RunId& run = kRun) {
    const auto job = Take(now, run);
    return job ? job->recording.value : "";
  }
  // Throws when nothing is due.
  RecordingJob MustTake(TimePoint now, const RunId& run = kRun) { return Take(now, run).value(); }

  [[nodiscard]] bool Save(const RecordingJob& job, const Progress& progress, TimePoint now) {
    return book().Save(job, progress, now);
  }
  // A recording that is taken at `now` is brought to `stage` and given back.
  void BringTo(Stage stage, TimePoint now) {
    RecordingJob job = MustTake(now);
    for (const Progress& progress : {Progress(AFile()), Progress(Words()), Progress(Found{})}) {
      if (job.stage == stage) break;
      ASSERT_TRUE(Save(job, progress, now));
      job.stage = NextStage(progress).value();
    }
    ASSERT_TRUE(Save(job, GivenBack{now, ""}, now));
  }

  const TimePoint due = Moscow("12:00:40");
};

}  // namespace novofon
