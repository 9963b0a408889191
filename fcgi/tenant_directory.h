// The tenants as they are now, or as they were when the database was last there.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "core/adapters/database.h"
#include "core/adapters/seal.h"
#include "core/tenant.h"
#include "fcgi/deadline_thread.h"

namespace novofon {

class TenantDirectory {
 public:
  using Tenants = std::shared_ptr<const std::vector<Tenant>>;

  // Reads what an earlier process left in `file`, so that events can be verified before the
  // database was reached. `database` belongs to `thread`.
  TenantDirectory(std::filesystem::path file, const Seal& seal, DeadlineThread& thread,
                  std::shared_ptr<Database> database);

  // The tenants, asked from the database again when what is known is older than `max_age`; when the
  // database doesn't answer, what is known stands, by this process or by another that shares the
  // file. nullptr: no tenant was ever known here, so nothing can be verified.
  Tenants Now(std::chrono::milliseconds max_age, const Patience& patience);

 private:
  void Recall();
  void Remember() const;

  std::filesystem::path file_;
  const Seal& seal_;
  DeadlineThread& thread_;
  std::shared_ptr<Database> database_;
  Tenants known_;
  bool from_database_ = false;
  std::chrono::steady_clock::time_point asked_at_;
};

}  // namespace novofon
