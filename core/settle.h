// Second half of Fold: what an ended call means for clients, deals, notes and callbacks.
#pragma once

#include "core/snapshot.h"
#include "core/tenant.h"

namespace novofon {

// Brings everything that hangs on `call` in line with its facts. Does nothing for a call that has
// not ended or has no client's number. Calls by their own times decide, not the order of arrival.
void Settle(Snapshot& state, Call& call, const Rules& rules);

// The client with this number, or nullptr.
Client* FindClient(Snapshot& state, const PhoneNumber& phone);

}  // namespace novofon
