// Everything that a recording needs: the stack, the provider and the services played beside it, and
// the timer's program to be run by hand.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "tests/e2e/stack.h"
#include "tests/standins/standins.h"

namespace novofon::e2e {

struct RecordedCall {
  std::string client = "79160000001";
  std::string key = "1700000000.1";  // call_id_with_rec
  std::string call = "in_1";
  std::string start = "2026-03-02 10:00:00";  // a Monday, in Moscow
};

class Recordings {
 public:
  explicit Recordings(int requests_per_minute = 100, const StackOptions& options = OneProcess());
  static StackOptions OneProcess();

  Stack& stack() { return stack_; }
  standins::StandIns& services() { return services_; }
  standins::Script& script() { return services_.script(); }

  // A tenant whose recordings are transcribed by the stand-ins, at once; `more` are options of
  // `tenant set`.
  Tenant AddTenant(const std::vector<std::string>& more = {});
  // What the provider has of a call: who says what, and what a good model finds in it.
  static standins::Recording Dialogue(const RecordedCall& call, unsigned number,
                                      double seconds = 8);
  // The call's END and RECORD, journalled and applied. Throws when they are not.
  void Tell(const Tenant& tenant, const RecordedCall& call);

  // The timer's program, run to its end. Throws when it doesn't end well.
  void Run();
  // Started and left alone.
  std::unique_ptr<Process> Start(int jobs_in_flight = 4);
  std::string Log() const { return ReadFile(log_); }

  nlohmann::json List(const std::string& kind, const Tenant& tenant);
  // The only one that there is; throws when there isn't one.
  nlohmann::json Only(const std::string& kind, const Tenant& tenant);
  // Every recording is due now, whatever it waits for: as if enough time had passed.
  void LetTimePass();

  Environment EnvironmentWith(int jobs_in_flight) const;

 private:
  Stack stack_;
  standins::StandIns services_;
  std::filesystem::path log_;
};

}  // namespace novofon::e2e
