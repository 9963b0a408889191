// The receiver's decisions: who may be heard, and what is answered. Pure; the program's story is
// Receive in fcgi/reception.cc, which asks these in turn.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/event.h"
#include "core/journal.h"
#include "core/tenant.h"

namespace novofon {

// One request as nginx handed it over.
struct Request {
  std::string method;
  std::string query;
  std::string content_type;
  std::string signature;
  std::string body;
  std::string id;      // nginx's $request_id
  bool whole = true;   // false: the body ended before CONTENT_LENGTH
  bool large = false;  // the body is longer than kMaxBody
};

struct Reply {
  int status = 200;
  std::string body;
  std::string content_type = "application/json; charset=utf-8";
  std::vector<std::pair<std::string, std::string>> headers = {};
  bool operator==(const Reply&) const = default;
};

// A request that was turned away: the caller learns little, the log all.
struct Refusal {
  Reply reply;
  std::string why;                 // for the log and the inspector; no secret, no number
  std::optional<TenantId> tenant;  // when it named one
  std::string event;               // "" before the body was read
  bool unauthorized = false;       // 401: might be right for tenants as they are now
};

struct Admitted {
  const Tenant* tenant = nullptr;  // into the span that Admit was given
  JournalEntry entry;
  Event event;
  bool proven = true;  // by the tenant's token or a signature; else see UnprovenAllowance
};

// zd_echo is answered at once (Reply); everything else is admitted or refused.
std::variant<Reply, Refusal, Admitted> Admit(const Request& request,
                                             std::span<const Tenant> tenants, TimePoint now);

// What is known of a caller when the phone rings.
struct CallerCard {
  std::string client_name;  // "" unknown
  DealId deal;
  std::string column;
  Extension owner;  // "" nobody
  bool operator==(const CallerCard&) const = default;
};

// The number whose card the answer to this event may carry: that of an incoming call that begins.
std::optional<PhoneNumber> CallerToLookUp(const Admitted& admitted);

// 200: {"status":"ok"}, "duplicate":true for a repeat, {"status":"ignored"} for an unknown event;
// with the caller's name and, if the tenant wants it, the way to the extension in charge.
Reply AnswerKept(const Admitted& admitted, Kept kept, const std::optional<CallerCard>& card);

// 429, with Retry-After: an event that the tenant's UnprovenAllowance has no room for.
Refusal RefuseUnproven(const Admitted& admitted);

// 503 with Retry-After: nothing was kept.
Reply AnswerLater(std::string_view request_id);

// 200 {}: kept, but too late to say anything about the caller.
Reply AnswerLate();

// {"status":"error","error":...,"id":...}
Reply AnswerError(int status, std::string_view error, std::string_view request_id);

}  // namespace novofon
