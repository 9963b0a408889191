// Leases on recordings, in MySQL or MariaDB.
#pragma once

#include "core/adapters/database.h"
#include "core/recording_work.h"

namespace novofon {

class MysqlRecordingLeases : public RecordingLeases {
 public:
  // `database` outlives this and is used by the same thread only.
  explicit MysqlRecordingLeases(Database& database) : database_(database) {}

  std::optional<RecordingJob> Take(const RunId& run, TimePoint now,
                                   std::chrono::seconds lease_for) override;
  void KeepUp(const RunId& run, TimePoint now, std::chrono::seconds lease_for) override;
  void Inherit(const RunId& dead, TimePoint now) override;

 private:
  Database& database_;
};

}  // namespace novofon
