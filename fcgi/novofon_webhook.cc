// One process of the pool behind nginx. Reads its settings, then: let in who waits, keep, answer.
#include <optional>
#include <stdexcept>
#include <variant>

#include "core/adapters/log.h"
#include "core/adapters/settings.h"
#include "core/adapters/spool.h"
#include "fcgi/back_office.h"
#include "fcgi/fastcgi_door.h"
#include "fcgi/first_look.h"
#include "fcgi/reception.h"
#include "fcgi/service_manager.h"

namespace novofon {
namespace {

constexpr int kListening = 0;  // where spawn-fcgi leaves the socket
constexpr std::size_t kBatch = 64;
constexpr std::chrono::milliseconds kIdle{5000};  // well below WatchdogSec
constexpr std::chrono::milliseconds kAtOnce{0};
constexpr int kMostBatchesAtTheEnd = 16;

// The last resort: whatever broke, everybody gets an answer, and the next batch may fare better.
std::vector<Reply> ReceiveOrSayLater(Reception& reception, std::span<const Request> requests) {
  try {
    return reception.Receive(requests);
  } catch (const std::exception& error) {
    Log(Level::kCritical, "request_failed", "A batch of requests failed; they were answered 503",
        {{"requests", std::to_string(requests.size())}, {"why", error.what()}});
  }
  std::vector<Reply> replies;
  for (const Request& request : requests) {
    replies.push_back(AnswerError(503, "try again later", request.id));
  }
  return replies;
}

// False when nobody waits.
bool ServeThoseWhoWait(FastcgiDoor& door, Reception& reception) {
  const auto requests = door.TakeWaiting(kBatch);
  if (requests.empty()) return false;
  door.Answer(ReceiveOrSayLater(reception, requests));
  reception.HandOver();
  TellAlive();
  return true;
}

// Until told to end, or the back office has met what makes it pointless to go on.
std::optional<std::string> Serve(FastcgiDoor& door, Reception& reception, Signals& signals,
                                 BackOffice& back_office) {
  TellReady();
  while (!signals.WaitFor(kListening, kIdle)) {
    TellAlive();
    if (auto problem = back_office.Problem()) return problem;
    while (ServeThoseWhoWait(door, reception) && !signals.WaitFor(kListening, kAtOnce)) {
    }
  }
  TellStopping();
  // Who waits already is still answered, but not for ever; who comes later, nginx sends to a
  // neighbour.
  for (int more = kMostBatchesAtTheEnd; more > 0 && ServeThoseWhoWait(door, reception); --more) {
  }
  return std::nullopt;
}

int Run() {
  StartLog("novofon-webhook");
  auto read = ReadSettings(FromEnvironment, FromCredentials);
  if (const auto* const problems = std::get_if<std::vector<std::string>>(&read)) {
    return Complain("novofon-webhook", *problems);
  }
  const auto& settings = std::get<Settings>(read);
  Database::LoadDriver();
  const Seal seal(settings.seal_key);
  const Looked looked = FirstLook(settings.database, seal);
  if (looked.problem) return Complain("novofon-webhook", {*looked.problem});
  Signals signals;
  const Clock clock = [] {
    return std::chrono::time_point_cast<TimePoint::duration>(std::chrono::system_clock::now());
  };
  std::optional<Spool> spool;
  std::optional<FastcgiDoor> door;
  try {
    spool.emplace(settings.state_dir / "spool", settings.spool_max_bytes);
    door.emplace(kListening);
  } catch (const std::runtime_error& error) {
    return Complain("novofon-webhook", {error.what()});
  }
  BackOffice back_office(settings.database, seal, *spool, clock, looked.is_away);
  DeadlineThread thread;
  const auto database = std::make_shared<Database>(settings.database);
  TenantDirectory tenants(settings.state_dir / "tenants.json", seal, thread, database);
  Reception reception(tenants, thread, database, *spool, back_office, clock,
                      [&] { return door->SomebodyWaits(); });
  Log(Level::kNotice, "started", "Ready for requests");
  if (const auto problem = Serve(*door, reception, signals, back_office)) {
    return Complain("novofon-webhook", {*problem});
  }
  Log(Level::kNotice, "stopping", "Told to end; what was answered is kept");
  return 0;
}

}  // namespace
}  // namespace novofon

int main() {
  try {
    return novofon::Run();
  } catch (const std::exception& error) {
    // Not 78, which would end it for good: systemd starts it again.
    novofon::Log(novofon::Level::kCritical, "process_failed",
                 "A process of the pool ends on something unforeseen; it is started again",
                 {{"why", error.what()}});
    return 1;
  }
}
