// The rows of a tenant's state: what a batch of events needs is read, what it changed is written, a
// handful of set statements each.
#pragma once

#include <span>

#include "core/adapters/database.h"
#include "core/snapshot.h"
#include "core/tenant.h"
#include "core/touch.h"

namespace novofon {

// Locks the tenant's row in `appliers`, so that its state changes in one transaction at a time,
// then loads what `touch` names and what hangs on it. Throws Bug when the tenant has no such row.
// REQUIRES: a transaction is open.
Snapshot LoadTouched(Database& database, TenantId tenant, Touch touch);

// Writes what differs between the two, and the notes. What people write (names, addresses, columns)
// is only touched where Fold itself changed it.
void SaveChanges(Database& database, TenantId tenant, const Snapshot& before,
                 const Snapshot& after);

}  // namespace novofon
