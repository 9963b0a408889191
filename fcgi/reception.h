// The receiver's story: who asks is heard, what is right is kept for good, everybody is answered,
// and only then do events become calls and deals.
#pragma once

#include <chrono>
#include <memory>
#include <span>
#include <vector>

#include "core/adapters/database.h"
#include "core/adapters/spool.h"
#include "core/receive.h"
#include "core/unproven_allowance.h"
#include "fcgi/back_office.h"
#include "fcgi/deadline_thread.h"
#include "fcgi/tenant_directory.h"

namespace novofon {

class Reception {
 public:
  // All outlive this. `database` belongs to `thread`.
  Reception(TenantDirectory& tenants, DeadlineThread& thread, std::shared_ptr<Database> database,
            Spool& spool, BackOffice& back_office, Clock clock);

  // One reply per request, in order. What is answered with 200 is durable, in the journal or in the
  // spool: all that wait share one commit. Takes at most about two seconds, a fifth of one when a
  // call is just beginning.
  std::vector<Reply> Receive(std::span<const Request> requests);
  // What was kept becomes calls and deals: to be called when the replies are out, for it may wait
  // while the backlog is absurd.
  void HandOver();

 private:
  struct Hearing;
  struct Keeping;

  Hearing Hear(std::span<const Request> requests, TimePoint now);
  void LetIn(std::span<const Request> requests, TimePoint now, Hearing& hearing);
  // `began`: when these requests were first looked at.
  Keeping Keep(const Hearing& hearing, std::chrono::steady_clock::time_point began);
  Reply AnswerOne(const Hearing& hearing, const Keeping& keeping, std::size_t i);
  Reply PutAside(const Admitted& admitted);
  Reply TurnAway(const Request& request, const Refusal& refusal, TimePoint now);

  TenantDirectory& tenants_;
  DeadlineThread& thread_;
  std::shared_ptr<Database> database_;
  Spool& spool_;
  BackOffice& back_office_;
  Clock clock_;
  UnprovenAllowance unproven_;
  std::vector<JournalEntry> kept_;
};

}  // namespace novofon
