// What the facts of a call amount to.
#include <algorithm>
#include <tuple>

#include "core/disposition.h"
#include "core/snapshot.h"

namespace novofon {
namespace {

bool Spoke(const Leg& leg) { return leg.answered || leg.ended_answered || leg.last_answered; }

// Who spoke first and passed the call on to somebody who then spoke; not if it came back.
bool PassedOn(const Call& call, const Extension& extension, const Leg& leg) {
  return std::ranges::any_of(call.legs, [&](const auto& other) {
    return other.first != extension && Spoke(other.second) &&
           other.second.transferred_from.contains(extension) &&
           !leg.transferred_from.contains(other.first);
  });
}

// How much a leg tells of who spoke with the client.
int RankOf(const Call& call, const Extension& extension, const Leg& leg) {
  if (DirectionOf(call) == Direction::kOutgoing && leg.placed) return leg.ended ? 11 : 10;
  if (Spoke(leg) && PassedOn(call, extension, leg)) return 5;
  if (leg.last_answered) return 9;
  if (leg.answered && leg.ended_answered) return 8;
  if (leg.answered) return 7;
  if (leg.ended_answered) return 6;
  if (leg.placed) return 4;
  if (leg.last) return 3;
  if (leg.ended) return 2;
  return leg.rang ? 1 : 0;
}

}  // namespace

Direction DirectionOf(const Call& call) {
  if (call.started_incoming != call.started_outgoing) {
    return call.started_incoming ? Direction::kIncoming : Direction::kOutgoing;
  }
  // With both or neither the provider's own prefix of the id says more (novofon.md 2.2).
  if (call.key.value.starts_with("in_")) return Direction::kIncoming;
  if (call.key.value.starts_with("out_")) return Direction::kOutgoing;
  return call.started_incoming ? Direction::kIncoming : Direction::kUnknown;
}

const std::string& NumberOf(const Call& call) {
  return DirectionOf(call) == Direction::kOutgoing ? call.destination : call.caller;
}

Outcome OutcomeOf(const Call& call) {
  if (!call.ended) {
    if (call.answered_seen) return Outcome::kTalking;
    return call.started_incoming || call.started_outgoing ? Outcome::kRinging : Outcome::kEnded;
  }
  if (call.answered_seen) return Outcome::kAnswered;
  switch (KindOf(call.disposition)) {
    case DispositionKind::kAnswered:
      return Outcome::kAnswered;
    case DispositionKind::kUnknown:
      return Outcome::kEnded;
    case DispositionKind::kUnsaid:
    case DispositionKind::kNotAnswered:
      break;
  }
  return DirectionOf(call) == Direction::kIncoming ? Outcome::kMissed : Outcome::kNotReached;
}

Extension ExtensionOf(const Call& call) {
  Extension best;
  int best_rank = 0;
  for (const auto& [extension, leg] : call.legs) {
    const int rank = RankOf(call, extension, leg);
    if (rank <= best_rank) continue;  // of equals the first in order
    best = extension;
    best_rank = rank;
  }
  return best;
}

bool IsBefore(const Call& a, const Call& b) {
  return std::tie(a.started_at, a.key) < std::tie(b.started_at, b.key);
}

TimePoint EndOf(const Call& call) {
  const std::chrono::seconds lasted{call.duration};
  return call.started_at +
         std::clamp<std::chrono::seconds>(lasted, std::chrono::seconds{0}, kLongestCall);
}

}  // namespace novofon
