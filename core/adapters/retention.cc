#include "core/adapters/retention.h"

#include "core/adapters/leased_row.h"

namespace novofon {
namespace {

constexpr std::string_view kTooLate =
    "its audio passed the retention days before it could be transcribed";

Sql OfRecording(const KeptAudio& kept) {
  return Sql() << " WHERE tenant_id=" << kept.tenant.value
               << " AND recording_key=" << Bytes{kept.recording.value}
               << " AND audio=" << Text{kept.audio};
}

// From now on nobody reads the audio. False when somebody does.
bool TakeFromWork(Database& database, const KeptAudio& kept, TimePoint now) {
  bool is_ours = false;
  database.InTransaction([&] {
    const auto rows = database.Query(
        Sql() << "SELECT stage='fetched' AND work_at IS NOT NULL FROM recording_work w"
              << OfRecording(kept) << " AND " << NotHeld(now) << " FOR UPDATE");
    is_ours = !rows.empty();
    if (!is_ours || !rows.front().Flag(0)) return;
    database.Execute(Sql() << "UPDATE recording_work SET stage='gave_up',work_at=NULL,held_by=NULL,"
                              "error="
                           << Text{kTooLate} << ",finished_at=" << now << OfRecording(kept));
  });
  return is_ours;
}

}  // namespace

// A host that is gone for good leaves rows that nobody ends; they must not stand before ours.
std::vector<KeptAudio> FindExpiredAudio(Database& database, const std::string& this_host,
                                        TimePoint now, std::size_t limit) {
  std::vector<KeptAudio> expired;
  for (const Row& row : database.Query(
           Sql() << "SELECT w.tenant_id,w.recording_key,COALESCE(r.call_key,''),w.audio,"
                    "COALESCE(w.audio_host,''),COALESCE(w.audio_bytes,0),w.fetched_at,"
                    "w.stage='fetched' AND w.work_at IS NOT NULL"
                    " FROM recording_work w JOIN recording_settings s ON s.tenant_id=w.tenant_id"
                    " LEFT JOIN recordings r ON r.tenant_id=w.tenant_id AND"
                    " r.recording_key=w.recording_key"
                    " WHERE s.retention_days>0 AND w.audio IS NOT NULL AND "
                 << NotHeld(now) << " AND w.fetched_at<DATE_SUB(CAST(" << now
                 << " AS DATETIME(6)),INTERVAL s.retention_days DAY) ORDER BY w.audio_host="
                 << Text{this_host} << " DESC,w.fetched_at LIMIT " << std::uint64_t{limit})) {
    expired.push_back({TenantId{static_cast<std::uint32_t>(row.Number(0))},
                       RecordingKey{row.Text(1)}, CallKey{row.Text(2)}, row.Text(3), row.Text(4),
                       row.Number(5), row.Time(6), row.Flag(7)});
  }
  return expired;
}

// The file first: a row that still names a file that is gone is found again.
bool DestroyAudio(Database& database, AudioShelf& shelf, const std::string& this_host,
                  const KeptAudio& kept, TimePoint now) {
  if (kept.host != this_host && !shelf.Has(kept.audio)) return false;
  if (!TakeFromWork(database, kept, now)) return false;
  shelf.Discard(kept.audio);
  database.InTransaction([&] {
    database.Execute(Sql() << "DELETE FROM passages WHERE tenant_id=" << kept.tenant.value
                           << " AND recording_key=" << Bytes{kept.recording.value});
    database.Execute(Sql() << "UPDATE recording_work SET audio=NULL,audio_host=NULL"
                           << OfRecording(kept));
  });
  return true;
}

std::size_t DestroyStrays(Database& database, AudioShelf& shelf, const std::string& this_host,
                          std::size_t limit) {
  const auto strays = database.Query(Sql() << "SELECT audio FROM stray_audio WHERE host="
                                           << Text{this_host} << " LIMIT " << std::uint64_t{limit});
  for (const Row& stray : strays) {
    shelf.Discard(stray.Text(0));
    database.Execute(Sql() << "DELETE FROM stray_audio WHERE host=" << Text{this_host}
                           << " AND audio=" << Text{stray.Text(0)});
  }
  return strays.size();
}

}  // namespace novofon
