#include "core/adapters/leased_row.h"

namespace novofon {

Sql OfJob(const RecordingJob& job) {
  return Sql() << " WHERE tenant_id=" << job.tenant.value
               << " AND recording_key=" << Bytes{job.recording.value};
}

bool IsOurs(Database& database, const RecordingJob& job) {
  const auto rows =
      database.Query(Sql() << "SELECT 1 FROM recording_work" << OfJob(job)
                           << " AND lease=" << job.lease << " AND work_at IS NOT NULL FOR UPDATE");
  return !rows.empty();
}

Sql NotHeld(TimePoint now) {
  return Sql() << "(w.work_at IS NULL OR w.held_by IS NULL OR w.work_at<=" << now << ")";
}

}  // namespace novofon
