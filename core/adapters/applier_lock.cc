#include "core/adapters/applier_lock.h"

namespace novofon {

void LockOutAppliers(Database& database, TenantId tenant) {
  database.Query(Sql() << "SELECT 1 FROM appliers WHERE tenant_id=" << tenant.value
                       << " FOR UPDATE");
}

}  // namespace novofon
