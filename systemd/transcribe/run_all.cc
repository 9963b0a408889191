#include "systemd/transcribe/run_all.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <random>
#include <thread>
#include <utility>
#include <vector>

#include "core/adapters/audio_directory.h"
#include "core/adapters/deal_filling.h"
#include "core/adapters/host_name.h"
#include "core/adapters/log.h"
#include "core/adapters/mysql_link_budget.h"
#include "core/adapters/mysql_passage_book.h"
#include "core/adapters/mysql_recording_book.h"
#include "core/adapters/mysql_recording_leases.h"
#include "core/adapters/recording_settings_store.h"
#include "core/adapters/retention.h"
#include "core/adapters/seal.h"
#include "systemd/transcribe/job_log.h"
#include "systemd/transcribe/run_lock.h"

namespace novofon {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

// Kept up far more often than it lasts; after a host that died others wait so long.
constexpr auto kLease = 120s;
constexpr auto kKeepUpEvery = 30s;
constexpr auto kAfterOwnFailure = 5min;
// What was paid for is not dropped because the database is being restarted. Below TimeoutStopSec.
constexpr auto kPatience = 45s;
constexpr std::size_t kMostExpired = 10'000;  // a run

// What the threads of a run share.
struct Run {
  const Settings& settings;
  Services& services;
  const std::stop_token& stop;
  const std::function<TimePoint()>& now;
  RunId id;
  steady_clock::time_point until;

  std::mutex mutex;
  std::condition_variable_any changed;
  int working = 0;
  RunReport report;
  bool told_of_full_disk = false;

  bool MayTakeMore() const { return !stop.stop_requested() && steady_clock::now() < until; }
};

Jitter NewJitter() {
  thread_local std::minstd_rand random{std::random_device{}()};
  return Jitter{std::uniform_real_distribution<double>(0, 1)(random)};
}

void LogBroken(TenantId tenant, const RecordingKey& recording, const std::string& why) {
  Log(Level::kError, "recording_broken",
      "A recording could not be worked at through a fault of ours; it is tried again",
      {{"tenant_id", std::to_string(tenant.value)}, {"recording", recording.value}, {"why", why}});
}

// One of the threads: takes recordings one after another.
class Worker {
 public:
  explicit Worker(Run& run)
      : run_(run),
        database_(run.settings.database, kPatience),
        leases_(database_),
        book_(database_, HostName()),
        passages_(database_),
        budget_(database_),
        shelf_(run.settings.state_dir, run.settings.free_floor),
        seal_(run.settings.seal_key) {}

  void Work() {
    while (run_.MayTakeMore()) {
      const auto job = leases_.Take(run_.id, run_.now(), kLease);
      if (!job) return;
      WorkAt(*job);
    }
  }

 private:
  // What is wrong with one recording, or with its tenant, leaves the others alone.
  void WorkAt(const RecordingJob& job) {
    std::optional<RecordingSettings> settings;
    try {
      settings = LoadRecordingSettings(database_, seal_, job.tenant);
    } catch (const Unavailable&) {
      throw;
    } catch (const std::exception& error) {
      // Until somebody mends them, however long that takes.
      PutBack(job, GivenBack{run_.now() + kAfterOwnFailure, error.what()}, error.what());
      return;
    }
    try {
      if (settings) {
        RunOneJob(job, *settings, WorkshopFor(*settings));
      } else {
        static_cast<void>(book_.Save(job, Ended{Stage::kGaveUp, "its tenant is gone"}, run_.now()));
      }
    } catch (const Unavailable& error) {
      // The database throws it too; then this throws again, and the run ends.
      PutBack(job, AfterOwnFailure(job, error.what()), error.what());
    } catch (const std::exception& error) {
      PutBack(job, Later{run_.now() + kAfterOwnFailure, error.what()}, error.what());
    }
  }

  // A disk that fails all day is no reason to give recordings up, as long as nobody is paid for the
  // attempts.
  Progress AfterOwnFailure(const RecordingJob& job, const std::string& why) const {
    const TimePoint soon = run_.now() + kAfterOwnFailure;
    if (job.stage == Stage::kWaiting) return GivenBack{soon, why};
    const auto delay = NextCall(job.attempts, NewJitter(), std::nullopt);
    return Later{std::max(soon, run_.now() + delay.value_or(0s)), why};
  }

  void PutBack(const RecordingJob& job, const Progress& progress, const std::string& why) {
    LogBroken(job.tenant, job.recording, why);
    if (!book_.Save(job, progress, run_.now())) return;
    const std::lock_guard lock(run_.mutex);
    ++run_.report.put_off;
  }

  Workshop WorkshopFor(const RecordingSettings& settings) {
    return {book_,
            passages_,
            budget_,
            shelf_,
            *run_.services.source,
            *run_.services.listener,
            *run_.services.transcriber,
            *run_.services.extractor,
            run_.now,
            NewJitter,
            [this, &settings](const RecordingJob& job, const Progress& progress) {
              Told(settings, job, progress);
            },
            [this] { return run_.MayTakeMore(); }};
  }

  void Told(const RecordingSettings& settings, const RecordingJob& job, const Progress& progress) {
    LogProgress(settings, job, progress);
    const auto* const given_back = std::get_if<GivenBack>(&progress);
    if (given_back != nullptr && given_back->why == kTooLittleSpace) TellOfFullDisk();
    if (NextStage(progress)) return;
    const bool finished =
        std::holds_alternative<FillDeal>(progress) || std::holds_alternative<Ended>(progress);
    const std::lock_guard lock(run_.mutex);
    ++(finished ? run_.report.finished : run_.report.put_off);
  }

  // Once a run, however many recordings wait for it.
  void TellOfFullDisk() {
    const std::lock_guard lock(run_.mutex);
    if (std::exchange(run_.told_of_full_disk, true)) return;
    Log(Level::kError, "disk_full",
        "There is less free space than NOVOFON_FREE_FLOOR_BYTES: no audio is fetched. Make room, "
        "or "
        "keep audio for fewer days (novofonctl tenant set --retention-days)",
        {{"directory", run_.settings.state_dir.string()}});
  }

  Run& run_;
  Database database_;
  MysqlRecordingLeases leases_;
  MysqlRecordingBook book_;
  MysqlPassageBook passages_;
  MysqlLinkBudget budget_;
  AudioDirectory shelf_;
  Seal seal_;
};

void WorkAlone(Run& run) {
  std::string why;
  try {
    Worker(run).Work();
  } catch (const std::exception& error) {
    why = error.what();
    Log(Level::kError, "run_broken", "The recordings' program ends early; the next run goes on",
        {{"why", why}});
  }
  const std::lock_guard lock(run.mutex);
  --run.working;
  run.report.broken = run.report.broken || !why.empty();
  run.changed.notify_all();
}

void TakeOver(const RunLock& lock, RecordingLeases& leases, TimePoint now) {
  for (const RunId& dead : lock.Dead()) {
    leases.Inherit(dead, now);
    lock.Forget(dead);
  }
}

void FillOneLate(Database& database, const Seal& seal, const LateRecording& late) {
  const auto settings = LoadRecordingSettings(database, seal, late.tenant);
  if (!settings) return;
  database.InTransaction(
      [&] { FillDealOf(database, late.tenant, late.recording, settings->fill); });
}

// The deals of calls whose END came after their recording was done.
void FillLate(Database& database, const Seal& seal, TimePoint now) {
  for (const LateRecording& late : FindLate(database, now)) {
    try {
      FillOneLate(database, seal, late);
    } catch (const Unavailable&) {
      throw;
    } catch (const std::exception& error) {
      LogBroken(late.tenant, late.recording, error.what());
    }
  }
}

void DestroyExpired(Database& database, const Settings& settings, TimePoint now) {
  AudioDirectory shelf(settings.state_dir, settings.free_floor);
  shelf.SweepParts(now);
  const std::string host = HostName();
  int destroyed = 0;
  int given_up = 0;
  for (const KeptAudio& kept : FindExpiredAudio(database, host, now, kMostExpired)) {
    if (!DestroyAudio(database, shelf, host, kept, now)) continue;
    ++destroyed;
    if (kept.is_awaited) ++given_up;
  }
  const std::size_t strays = DestroyStrays(database, shelf, host, kMostExpired);
  if (strays > 0) {
    Log(Level::kNotice, "strays_destroyed",
        "Audio that another host has fetched anew, or whose client was forgotten, is gone here too",
        {{"files", std::to_string(strays)}});
  }
  if (destroyed == 0) return;
  Log(Level::kNotice, "audio_destroyed", "Recordings older than their tenants keep them are gone",
      {{"recordings", std::to_string(destroyed)}, {"given_up", std::to_string(given_up)}});
}

// Until all threads have ended; a database that is away for a moment doesn't end the run.
void KeepLeases(Run& run, RecordingLeases& leases) {
  std::unique_lock lock(run.mutex);
  while (!run.changed.wait_for(lock, kKeepUpEvery, [&] { return run.working == 0; })) {
    lock.unlock();
    try {
      leases.KeepUp(run.id, run.now(), kLease);
    } catch (const Unavailable& error) {
      Log(Level::kWarning, "leases_not_kept", "Leases could not be kept up; others may take over",
          {{"why", error.what()}});
    }
    lock.lock();
  }
}

}  // namespace

RunReport RunAll(const Settings& settings, Services& services, const std::stop_token& stop,
                 const std::function<TimePoint()>& now) {
  Database database(settings.database);
  MysqlRecordingLeases leases(database);
  const RunLock lock(settings.state_dir / "runs");
  TakeOver(lock, leases, now());
  FillLate(database, Seal(settings.seal_key), now());
  DestroyExpired(database, settings, now());
  Run run{settings, services,   stop,
          now,      lock.run(), steady_clock::now() + settings.run_for,
          {},       {},         settings.jobs_in_flight,
          {},       false};
  {
    std::vector<std::jthread> threads;
    threads.reserve(static_cast<std::size_t>(settings.jobs_in_flight));
    for (int i = 0; i < settings.jobs_in_flight; ++i) threads.emplace_back([&] { WorkAlone(run); });
    KeepLeases(run, leases);
  }
  leases.Inherit(run.id, now());
  return run.report;
}

}  // namespace novofon
