// A tenant's calls and deals have one writer at a time.
#pragma once

#include "core/adapters/database.h"

namespace novofon {

// Inside a transaction, until it ends: no applier changes the tenant's calls, clients and deals.
void LockOutAppliers(Database& database, TenantId tenant);

}  // namespace novofon
