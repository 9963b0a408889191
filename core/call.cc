// What the facts of a call amount to.
#include <tuple>

#include "core/disposition.h"
#include "core/snapshot.h"

namespace novofon {
namespace {

// How much a leg tells of who spoke with the client.
int RankOf(const Leg& leg, Direction direction) {
  if (direction == Direction::kOutgoing && leg.placed) return leg.ended ? 9 : 8;
  if (leg.last_answered) return 7;
  if (leg.answered) return 6;
  if (leg.ended_answered) return 5;
  if (leg.placed) return 4;
  if (leg.last) return 3;
  if (leg.ended) return 2;
  return leg.rang ? 1 : 0;
}

}  // namespace

Direction DirectionOf(const Call& call) {
  if (call.started_incoming) return Direction::kIncoming;
  if (call.started_outgoing) return Direction::kOutgoing;
  // Without either the provider's own prefix of the id is all there is (novofon.md 2.2).
  if (call.key.value.starts_with("in_")) return Direction::kIncoming;
  if (call.key.value.starts_with("out_")) return Direction::kOutgoing;
  return Direction::kUnknown;
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
  const Direction direction = DirectionOf(call);
  Extension best;
  int best_rank = 0;
  for (const auto& [extension, leg] : call.legs) {
    const int rank = RankOf(leg, direction);
    if (rank <= best_rank) continue;  // of equals the first in order
    best = extension;
    best_rank = rank;
  }
  return best;
}

bool IsBefore(const Call& a, const Call& b) {
  return std::tie(a.started_at, a.key) < std::tie(b.started_at, b.key);
}

}  // namespace novofon
