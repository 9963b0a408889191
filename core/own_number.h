// A number that turns out to be our own: what was made in ignorance of that is taken back.
#pragma once

#include "core/snapshot.h"

namespace novofon {

// From now on `number` is never a client's; a client and deals that its calls have made go again,
// so that it doesn't matter when we learn it. But where people's work hangs on such a client, it
// stays one and nothing is learned. `state` must hold all of that client and its calls.
void LearnOwnNumber(Snapshot& state, const PhoneNumber& number);

}  // namespace novofon
