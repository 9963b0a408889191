// The heart: one event becomes state. Pure; the same set of events gives the same state in any
// order, with any repetition and in any grouping, because a call is the union of what its
// notifications say and the rest follows from calls by their own times.
#pragma once

#include <set>

#include "core/event.h"
#include "core/snapshot.h"
#include "core/tenant.h"

namespace novofon {

// `state` must hold what Touch names. Applying an event twice changes nothing.
void Fold(Snapshot& state, const Event& event, TimePoint received_at, const Rules& rules);

// What must be loaded before a batch is folded. Calls come first: their numbers and times, with
// those of the events, say which clients are needed.
struct Touch {
  std::set<CallKey> calls;
  std::set<CallKey> told;    // those whose facts change; RECORD only hangs something on a call
  std::set<CallKey> ending;  // those that end in this batch
  std::set<RecordingKey> recordings;
  std::set<PhoneNumber> phones;
  // No call of these phones that began earlier matters.
  TimePoint since = TimePoint::max();
};
// Adds what `event` touches.
void AddTouch(Touch& touch, const Event& event, TimePoint received_at, const Rules& rules);
// Adds what an already stored call, named by Touch::calls, touches.
void AddTouch(Touch& touch, const Call& stored);

}  // namespace novofon
