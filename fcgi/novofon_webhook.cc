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

void Serve(FastcgiDoor& door, Reception& reception, Signals& signals) {
  TellReady();
  for (bool stopping = false; !stopping;) {
    stopping = signals.WaitFor(kListening, kIdle);
    if (stopping) TellStopping();
    TellAlive();
    // Once more after the signal: who waits already is still answered; who comes later, nginx sends
    // to a neighbour.
    for (auto requests = door.TakeWaiting(kBatch); !requests.empty();
         requests = door.TakeWaiting(kBatch)) {
      door.Answer(ReceiveOrSayLater(reception, requests));
      TellAlive();
    }
  }
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
  if (const auto problem = FirstLook(settings.database, seal)) {
    return Complain("novofon-webhook", {*problem});
  }
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
  BackOffice back_office(settings.database, seal, *spool, clock);
  DeadlineThread thread;
  const auto database = std::make_shared<Database>(settings.database);
  TenantDirectory tenants(settings.state_dir / "tenants.json", seal, thread, database);
  Reception reception(tenants, thread, database, *spool, back_office, clock);
  Log(Level::kNotice, "started", "Ready for requests");
  Serve(*door, reception, signals);
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
