// The receiver's story: who asks is heard, what is right is kept for good, everybody is answered,
// and only then do events become calls and deals.
#pragma once

#include <functional>
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
  // All outlive this. `database` belongs to `thread`. `others_wait`: whether there are requests
  // besides those that are received now.
  Reception(TenantDirectory& tenants, DeadlineThread& thread, std::shared_ptr<Database> database,
            Spool& spool, BackOffice& back_office, Clock clock, std::function<bool()> others_wait);

  // One reply per request, in order. What is answered with 200 is durable, in the journal or in the
  // spool: all that wait share one commit. Takes at most about two seconds, a fifth of one when a
  // call is just beginning or others wait.
  std::vector<Reply> Receive(std::span<const Request> requests);
  // What was kept becomes calls and deals: to be called when the replies are out, for it may wait
  // while the backlog is absurd.
  void HandOver();

 private:
  struct Hearing;
  struct Keeping;

  // `began`: when these requests were first looked at.
  Hearing Hear(std::span<const Request> requests, Patience::Time began, TimePoint now);
  void LetIn(std::span<const Request> requests, TimePoint now, Hearing& hearing);
  Keeping Keep(const Hearing& hearing, Patience::Time began);
  Reply AnswerOne(const Hearing& hearing, const Keeping& keeping, std::size_t i);
  Reply PutAside(const Admitted& admitted);
  Reply TurnAway(const Request& request, const Refusal& refusal, TimePoint now);

  TenantDirectory& tenants_;
  DeadlineThread& thread_;
  std::shared_ptr<Database> database_;
  Spool& spool_;
  BackOffice& back_office_;
  Clock clock_;
  std::function<bool()> others_wait_;
  UnprovenAllowance unproven_;
  std::vector<JournalEntry> kept_;
};

}  // namespace novofon
