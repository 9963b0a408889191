// The heart: one event becomes state. Pure; the same set of events gives the same state in any
// order, with any repetition and in any grouping, because a call is the union of what its
// notifications say and the rest follows from calls by their own times.
#pragma once

#include "core/event.h"
#include "core/snapshot.h"
#include "core/tenant.h"

namespace novofon {

// `state` must hold what Touch (touch.h) names. Applying an event twice changes nothing.
void Fold(Snapshot& state, const Event& event, TimePoint received_at, const Rules& rules);

}  // namespace novofon
