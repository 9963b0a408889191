// The timer's program: recordings are fetched, transcribed, and what they say goes into the deals.
#include <malloc.h>

#include <future>

#include "core/adapters/log.h"
#include "core/adapters/settings.h"
#include "fcgi/applier.h"
#include "fcgi/first_look.h"
#include "fcgi/service_manager.h"
#include "systemd/transcribe/run_all.h"

namespace novofon {
namespace {

constexpr int kFailed = 1;
constexpr std::chrono::milliseconds kLook{500};

TimePoint Now() {
  return std::chrono::time_point_cast<TimePoint::duration>(std::chrono::system_clock::now());
}

// What the pool would have done if it had lived, or will do: whoever comes first.
void TakeUpWhatWasLeft(const Settings& settings) {
  Database database(settings.database);
  const Seal seal(settings.seal_key);
  Spool spool(settings.state_dir / "spool", settings.spool_max_bytes);
  Applier applier(database, seal, Now);
  if (!spool.Empty()) applier.DrainSpool(spool);
  applier.SweepJournal();
}

// Runs while it listens for signals.
RunReport RunUntilSignalled(const Settings& settings, Signals& signals) {
  std::stop_source stop;
  Services services = RealServices(stop.get_token());
  auto report = std::async(std::launch::async,
                           [&] { return RunAll(settings, services, stop.get_token(), Now); });
  while (report.wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
    if (signals.WaitFor(-1, kLook)) {
      Log(Level::kNotice, "stopping", "Told to end; what is under way is given back");
      stop.request_stop();
      break;
    }
  }
  return report.get();
}

int Run() {
  // Many threads with an arena each would hold several times what they use.
  mallopt(M_ARENA_MAX, 2);
  StartLog("novofon-transcribe");
  auto read = ReadSettings(FromEnvironment, FromCredentials);
  if (const auto* const problems = std::get_if<std::vector<std::string>>(&read)) {
    return Complain("novofon-transcribe", *problems);
  }
  const auto& settings = std::get<Settings>(read);
  Database::LoadDriver();
  if (const auto problem = FirstLook(settings.database, Seal(settings.seal_key)).problem) {
    return Complain("novofon-transcribe", {*problem});
  }
  Signals signals;
  TakeUpWhatWasLeft(settings);
  const RunReport report = RunUntilSignalled(settings, signals);
  if (report.finished + report.put_off > 0) {
    Log(Level::kNotice, "run_ended", "A run over the recordings that were due has ended",
        {{"finished", std::to_string(report.finished)},
         {"put_off", std::to_string(report.put_off)}});
  }
  return report.broken ? kFailed : 0;
}

}  // namespace
}  // namespace novofon

int main() {
  try {
    return novofon::Run();
  } catch (const std::exception& error) {
    novofon::Log(novofon::Level::kError, "run_broken",
                 "The recordings' program ends early; the next run goes on",
                 {{"why", error.what()}});
    return 1;
  }
}
