// Missed calls that are owed a call back, and what settles them.
#pragma once

#include "core/snapshot.h"

namespace novofon {

// `missed` is owed a call back, unless the client was reached afterwards.
void OweCallback(Snapshot& state, const Call& missed, const Client& client);

// Of each callback of the client: closed by the first answered call that had not ended before the
// missed one. Who gets a busy line because he is being called is reached. What a person closed
// stays as it is.
void SettleCallbacks(Snapshot& state, ClientId client);

}  // namespace novofon
