#include "core/adapters/retention.h"

namespace novofon {

// A host that is gone for good leaves rows that nobody ends; they must not stand before ours.
std::vector<KeptAudio> FindExpiredAudio(Database& database, const std::string& this_host,
                                        TimePoint now, std::size_t limit) {
  std::vector<KeptAudio> expired;
  for (const Row& row : database.Query(
           Sql() << "SELECT w.tenant_id,w.recording_key,COALESCE(r.call_key,''),w.audio,"
                    "COALESCE(w.audio_host,''),COALESCE(w.audio_bytes,0),w.fetched_at"
                    " FROM recording_work w JOIN recording_settings s ON s.tenant_id=w.tenant_id"
                    " LEFT JOIN recordings r ON r.tenant_id=w.tenant_id AND"
                    " r.recording_key=w.recording_key"
                    " WHERE s.retention_days>0 AND w.audio IS NOT NULL AND w.work_at IS NULL AND"
                    " w.fetched_at<DATE_SUB(CAST("
                 << now << " AS DATETIME(6)),INTERVAL s.retention_days DAY) ORDER BY w.audio_host="
                 << Text{this_host} << " DESC,w.fetched_at LIMIT " << std::uint64_t{limit})) {
    expired.push_back({TenantId{static_cast<std::uint32_t>(row.Number(0))},
                       RecordingKey{row.Text(1)}, CallKey{row.Text(2)}, row.Text(3), row.Text(4),
                       row.Number(5), row.Time(6)});
  }
  return expired;
}

// The file first: a row that still names a file that is gone is found again.
bool DestroyAudio(Database& database, AudioShelf& shelf, const std::string& this_host,
                  const KeptAudio& kept) {
  if (kept.host != this_host && !shelf.Has(kept.audio)) return false;
  shelf.Discard(kept.audio);
  database.Execute(Sql() << "UPDATE recording_work SET audio=NULL,audio_host=NULL WHERE tenant_id="
                         << kept.tenant.value << " AND recording_key="
                         << Bytes{kept.recording.value} << " AND audio=" << Text{kept.audio});
  return true;
}

}  // namespace novofon
