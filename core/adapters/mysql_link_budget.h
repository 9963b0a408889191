// The provider's limit of requests a minute, counted in MySQL or MariaDB for all programs together.
#pragma once

#include "core/adapters/database.h"
#include "core/recording_work.h"

namespace novofon {

// A hundred in any 60 s for each account (novofon.md 6.3).
inline constexpr int kRequestsPerMinute = 100;

class MysqlLinkBudget : public LinkBudget {
 public:
  // `database` outlives this and is used by the same thread only.
  explicit MysqlLinkBudget(Database& database) : database_(database) {}
  std::optional<TimePoint> Spend(const std::string& api_key, TimePoint now) override;

 private:
  Database& database_;
};

}  // namespace novofon
