#include "core/adapters/recording_retry.h"

namespace novofon {

std::uint64_t RetryRecordings(Database& database, TenantId tenant, std::optional<std::uint64_t> id,
                              TimePoint now) {
  Sql sql;
  sql << "UPDATE recording_work w JOIN recordings r ON r.tenant_id=w.tenant_id AND"
         " r.recording_key=w.recording_key LEFT JOIN transcripts t ON t.tenant_id=w.tenant_id AND"
         " t.recording_key=w.recording_key"
         " SET w.stage=CASE WHEN w.stage NOT IN ('gave_up','no_recording') THEN w.stage"
         " WHEN t.recording_key IS NOT NULL THEN 'transcribed'"
         " WHEN w.audio IS NOT NULL THEN 'fetched' ELSE 'waiting' END,"
         "w.work_at="
      << now
      << ",w.attempts=0,w.error='',w.finished_at=NULL"
         " WHERE w.tenant_id="
      << tenant.value << " AND w.held_by IS NULL AND w.stage NOT IN ('done','too_short','silent')";
  if (id) sql << " AND r.id=" << *id;
  std::uint64_t retried = 0;
  database.InTransaction([&] { retried = database.Execute(sql); });
  return retried;
}

}  // namespace novofon
