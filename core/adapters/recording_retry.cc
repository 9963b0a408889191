#include "core/adapters/recording_retry.h"

#include "core/adapters/leased_row.h"

namespace novofon {
namespace {

// Without --ai on, or without the language model's key, a recording is done sooner. An empty
// transcript is never searched.
Sql LacksSomething(const RecordingSettings& settings, bool fetches_again) {
  Sql sql;
  if (!settings.ai) return sql << "FALSE";
  sql << "(t.recording_key IS NULL";
  if (!fetches_again) sql << " AND w.audio IS NOT NULL";
  sql << ")";
  if (CanExtract(settings)) sql << " OR (t.extract_model='' AND t.text<>'')";
  return sql;
}

}  // namespace

std::uint64_t RetryRecordings(Database& database, const RecordingSettings& settings,
                              std::optional<std::uint64_t> id, TimePoint now) {
  Sql sql;
  sql << "UPDATE recording_work w JOIN recordings r ON r.tenant_id=w.tenant_id AND"
         " r.recording_key=w.recording_key LEFT JOIN transcripts t ON t.tenant_id=w.tenant_id AND"
         " t.recording_key=w.recording_key"
         " SET w.stage=CASE WHEN w.stage NOT IN ('gave_up','no_recording','done') THEN w.stage"
         " WHEN t.recording_key IS NOT NULL THEN 'transcribed'"
         " WHEN w.audio IS NOT NULL THEN 'fetched' ELSE 'waiting' END,"
         "w.work_at="
      << now
      << ",w.attempts=0,w.error='',w.finished_at=NULL"
         " WHERE w.tenant_id="
      << settings.tenant.value << " AND " << NotHeld(now)
      << " AND w.stage NOT IN ('too_short','silent')"
         " AND (w.stage<>'done' OR "
      << LacksSomething(settings, id.has_value()) << ")";
  Sql forget;
  forget << "DELETE f FROM refused_recordings f JOIN recordings r ON r.tenant_id=f.tenant_id AND"
            " r.recording_key=f.recording_key WHERE f.tenant_id="
         << settings.tenant.value;
  if (id) {
    sql << " AND r.id=" << *id;
    forget << " AND r.id=" << *id;
  }
  std::uint64_t retried = 0;
  database.InTransaction([&] {
    database.Execute(forget);
    retried = database.Execute(sql);
  });
  return retried;
}

}  // namespace novofon
