// What was made in ignorance is taken back: of a number that turns out to be our own, or of a call
// that turns out to be somebody else's.
#pragma once

#include <vector>

#include "core/snapshot.h"

namespace novofon {

// From now on `number` is never a client's; a client and deals that its calls have made go again,
// so that it doesn't matter when we learn it. But where people's work hangs on such a client, it
// stays one and nothing is learned. `state` must hold all of that client and its calls.
void LearnOwnNumber(Snapshot& state, const PhoneNumber& number);

// Removes the client of `number` with all that its calls have made, and returns these calls, in
// order of time, to be settled anew. Nothing where there is no such client or where people's work
// hangs on it. `state` must hold all of it and its calls.
std::optional<std::vector<CallKey>> TakeBack(Snapshot& state, const PhoneNumber& number);

}  // namespace novofon
