// Second half of Fold: what an ended call means for clients, deals, notes and callbacks.
#pragma once

#include "core/snapshot.h"
#include "core/tenant.h"

namespace novofon {

// Brings everything that hangs on `call` in line with its facts. Does nothing for a call that has
// not ended or has no client's number. Calls by their own times decide, not the order of arrival.
void Settle(Snapshot& state, Call& call, const Rules& rules);

bool IsNewColumn(const Column& column);
// «Новые», made again when somebody renamed or deleted it. REQUIRES: columns are loaded
ColumnId NewColumn(Snapshot& state);

// The call has left its deal.
void DropNote(Snapshot& state, const Call& call);

// The client with this number, or nullptr.
Client* FindClient(Snapshot& state, const PhoneNumber& phone);

}  // namespace novofon
