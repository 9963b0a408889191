#include "fcgi/reception.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/adapters/log.h"
#include "core/adapters/mysql_caller_cards.h"
#include "core/adapters/mysql_journal.h"
#include "core/errors.h"
#include "core/phone.h"

namespace novofon {
namespace {

using std::chrono::milliseconds;

// The provider waits for the answer to NOTIFY_START while the phone rings: 200 ms in all, of which
// writing to the spool may need a part. Who waits behind others may be such a one.
constexpr milliseconds kWhenRinging{120};
constexpr milliseconds kOtherwise{1500};
constexpr milliseconds kTenantsFresh{1000};
constexpr milliseconds kTenantsPatience{100};
// Before a 401, always: a tenant may have been added just now, and a refused event never comes
// again. One small query for all who are turned away together.
constexpr milliseconds kTenantsAgain{0};
constexpr milliseconds kTenantsPatienceAgain{1000};

using Cards = std::map<std::pair<TenantId, PhoneNumber>, CallerCard>;

void LogKept(const Admitted& admitted, Kept kept) {
  const bool repeat = kept == Kept::kRepeat;
  const bool ignored = admitted.entry.verdict == Verdict::kIgnored;
  const CallRef* const call = CallOf(admitted.event);
  Log(Level::kInfo,
      repeat    ? "event_repeat"
      : ignored ? "event_ignored"
                : "event_kept",
      repeat ? "The provider sent an event again" : "An event is in the journal",
      {{"request_id", admitted.entry.request_id},
       {"tenant", admitted.tenant->user_id},
       {"notification", MaskedIfNumber(admitted.entry.event)},
       {"call", call == nullptr ? "" : MaskedIfNumber(call->key.value)},
       {"identity", ToHex(admitted.entry.identity)}});
}

// What is wrong with one request, or with its tenant's zone, leaves the others alone.
std::variant<Reply, Refusal, Admitted> AdmitOrSayLater(const Request& request,
                                                       std::span<const Tenant> tenants,
                                                       TimePoint now) {
  try {
    return Admit(request, tenants, now);
  } catch (const std::exception& error) {
    return Refusal{AnswerLater(request.id), error.what(), {}, "", false};
  }
}

}  // namespace

// What became of each request; exactly one of the three for each.
struct Reception::Hearing {
  TenantDirectory::Tenants tenants;
  std::vector<std::variant<Reply, Refusal, Admitted>> verdicts;
  // Of the admitted, in order. Shared with work that may outlast this batch.
  std::shared_ptr<std::vector<JournalEntry>> entries =
      std::make_shared<std::vector<JournalEntry>>();
  std::vector<std::size_t> entry_of;  // per request; meaningless for others
  std::map<TenantId, std::set<PhoneNumber>> ringing;
};

struct Reception::Keeping {
  enum class Where { kNowhere, kSpool, kJournal } where = Where::kNowhere;
  std::vector<Kept> kept;  // per entry, when in the journal
  Cards cards;
};

Reception::Reception(TenantDirectory& tenants, DeadlineThread& thread,
                     std::shared_ptr<Database> database, Spool& spool, BackOffice& back_office,
                     Clock clock, std::function<bool()> others_wait)
    : tenants_(tenants),
      thread_(thread),
      database_(std::move(database)),
      spool_(spool),
      back_office_(back_office),
      clock_(std::move(clock)),
      others_wait_(std::move(others_wait)) {}

std::vector<Reply> Reception::Receive(std::span<const Request> requests) {
  const auto began = std::chrono::steady_clock::now();
  const TimePoint now = clock_();
  Hearing hearing = Hear(requests, began, now);
  const Keeping keeping = Keep(hearing, began);
  std::vector<Reply> replies;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    const auto* const refusal = std::get_if<Refusal>(&hearing.verdicts[i]);
    replies.push_back(refusal != nullptr ? TurnAway(requests[i], *refusal, now)
                                         : AnswerOne(hearing, keeping, i));
    replies.back().headers.emplace_back("X-Request-Id", requests[i].id);
  }
  if (keeping.where == Keeping::Where::kJournal) {
    auto& entries = *hearing.entries;  // the work that shared them is done
    for (std::size_t i = 0; i < entries.size(); ++i) {
      // The journal has what a repeat says, unless the client was forgotten meanwhile.
      if (keeping.kept[i] == Kept::kNew) kept_.push_back(std::move(entries[i]));
    }
  }
  return replies;
}

void Reception::HandOver() {
  if (!kept_.empty()) back_office_.Apply(std::exchange(kept_, {}));
}

Reception::Hearing Reception::Hear(std::span<const Request> requests, Patience::Time began,
                                   TimePoint now) {
  static const std::vector<Tenant> nobody;
  Hearing hearing;
  const auto admit_all = [&](milliseconds max_age, const Patience& patience) {
    hearing.tenants = tenants_.Now(max_age, patience);
    const auto& tenants = hearing.tenants ? *hearing.tenants : nobody;
    hearing.verdicts.clear();
    for (const Request& request : requests) {
      hearing.verdicts.push_back(AdmitOrSayLater(request, tenants, now));
    }
  };
  admit_all(kTenantsFresh, Patience(began + kTenantsPatience));
  const bool unauthorized =
      std::any_of(hearing.verdicts.begin(), hearing.verdicts.end(), [](const auto& verdict) {
        const auto* const refusal = std::get_if<Refusal>(&verdict);
        return refusal != nullptr && refusal->unauthorized;
      });
  if (unauthorized) {
    admit_all(kTenantsAgain, {began + kWhenRinging, began + kTenantsPatienceAgain, others_wait_});
  }
  if (!hearing.tenants) {
    // Neither database nor tenants.json was ever there: who is right can't be told from who is not.
    for (std::size_t i = 0; i < requests.size(); ++i) {
      auto* const refusal = std::get_if<Refusal>(&hearing.verdicts[i]);
      if (refusal == nullptr || !refusal->unauthorized) continue;
      refusal->reply = AnswerLater(requests[i].id);
      refusal->why = "no tenant is known yet: the database was never reached";
    }
  }
  LetIn(requests, now, hearing);
  return hearing;
}

// Whom the verdicts admit, unless nothing proves who he is and too many such came.
void Reception::LetIn(std::span<const Request> requests, TimePoint now, Hearing& hearing) {
  for (std::size_t i = 0; i < requests.size(); ++i) {
    auto& verdict = hearing.verdicts[i];
    hearing.entry_of.push_back(hearing.entries->size());
    const auto* const admitted = std::get_if<Admitted>(&verdict);
    if (admitted == nullptr) continue;
    if (!admitted->proven && !unproven_.Take(admitted->tenant->id, requests[i].body.size(), now)) {
      verdict = RefuseUnproven(*admitted);
      continue;
    }
    hearing.entries->push_back(admitted->entry);
    if (const auto phone = CallerToLookUp(*admitted)) {
      hearing.ringing[admitted->tenant->id].insert(*phone);
    }
  }
}

Reception::Keeping Reception::Keep(const Hearing& hearing, Patience::Time began) {
  Keeping keeping;
  if (hearing.entries->empty()) return keeping;
  const bool rings =
      std::any_of(hearing.verdicts.begin(), hearing.verdicts.end(), [](const auto& verdict) {
        const auto* const admitted = std::get_if<Admitted>(&verdict);
        return admitted != nullptr && std::holds_alternative<CallStarted>(admitted->event);
      });
  const auto ringing = began + kWhenRinging;
  const Patience patience{ringing, rings ? ringing : began + kOtherwise, others_wait_};
  std::string why = "no answer in time";
  try {
    const auto done = thread_.Run<Keeping>(
        [database = database_, entries = hearing.entries, ringing = hearing.ringing] {
          Keeping in_journal{Keeping::Where::kJournal, MysqlJournal(*database).Keep(*entries), {}};
          for (const auto& [tenant, phones] : ringing) {
            for (const auto& [phone, card] : LookUpCallers(*database, tenant, phones)) {
              in_journal.cards[{tenant, phone}] = card;
            }
          }
          return in_journal;
        },
        patience);
    if (done) return *done;
  } catch (const std::exception& error) {
    why = error.what();
  }
  if (spool_.Put(*hearing.entries)) {
    keeping.where = Keeping::Where::kSpool;
    Log(Level::kWarning, "event_spooled",
        "The database did not take these events; they are safe in the spool",
        {{"events", std::to_string(hearing.entries->size())}, {"why", why}});
  } else {
    Log(Level::kCritical, "spool_full",
        "Neither database nor spool can keep events: callers get 503. Bring the database back, "
        "free disk space",
        {{"events", std::to_string(hearing.entries->size())}, {"why", why}});
  }
  return keeping;
}

Reply Reception::AnswerOne(const Hearing& hearing, const Keeping& keeping, std::size_t i) {
  if (const auto* const reply = std::get_if<Reply>(&hearing.verdicts[i])) return *reply;
  const auto& admitted = std::get<Admitted>(hearing.verdicts[i]);
  const bool rings = std::holds_alternative<CallStarted>(admitted.event);
  switch (keeping.where) {
    case Keeping::Where::kNowhere:
      return AnswerLater(admitted.entry.request_id);
    case Keeping::Where::kSpool:
      if (!rings) return AnswerKept(admitted, Kept::kNew, {});
      Log(Level::kWarning, "start_answer_late",
          "A call rang without its client's name: the database was too slow or away",
          {{"request_id", admitted.entry.request_id}});
      return AnswerLate();
    case Keeping::Where::kJournal:
      break;
  }
  const Kept kept = keeping.kept[hearing.entry_of[i]];
  if (kept == Kept::kRefused) return PutAside(admitted);
  LogKept(admitted, kept);
  if (kept == Kept::kRepeat) {
    back_office_.List({admitted.entry.tenant, admitted.entry.event, true, "sent before",
                       admitted.entry.identity, admitted.entry.received_at,
                       admitted.entry.request_id});
  }
  std::optional<CallerCard> card;
  if (const auto phone = CallerToLookUp(admitted)) {
    const auto found = keeping.cards.find({admitted.tenant->id, *phone});
    if (found != keeping.cards.end()) card = found->second;
  }
  return AnswerKept(admitted, kept, card);
}

Reply Reception::PutAside(const Admitted& admitted) {
  const std::string& id = admitted.entry.request_id;
  try {
    spool_.PutAside(admitted.entry);
  } catch (const Unavailable&) {
    return AnswerLater(id);
  }
  Log(Level::kCritical, "entry_set_aside",
      "The database can't store this event; it was put into the spool's bad/ for a person",
      {{"request_id", id}});
  return AnswerError(400, "malformed", id);
}

Reply Reception::TurnAway(const Request& request, const Refusal& refusal, TimePoint now) {
  const bool malformed = refusal.reply.status == 400;
  Log(Level::kWarning, malformed ? "request_malformed" : "request_refused",
      "A request was turned away",
      {{"request_id", request.id},
       {"status", std::to_string(refusal.reply.status)},
       {"why", refusal.why},
       {"notification", MaskedIfNumber(refusal.event)}});
  back_office_.List({refusal.tenant, refusal.event, false, refusal.why, {}, now, request.id});
  return refusal.reply;
}

}  // namespace novofon
