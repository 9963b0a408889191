#include "systemd/ctl/recording_rows.h"

#include <set>

#include "core/adapters/segments_json.h"
#include "systemd/ctl/row_cells.h"

namespace novofon::ctl {
namespace {

Json SegmentsOf(const Row& row, std::size_t i) {
  Json segments = Json::parse(row.Text(i), nullptr, /*allow_exceptions=*/false);
  return segments.is_array() ? segments : Json::array();
}

Json SpeakersOf(const Json& segments) {
  std::set<std::string> speakers;
  for (const Json& segment : segments) speakers.insert(segment.value("speaker", ""));
  speakers.erase("");
  return Json(speakers);
}

Json RecordingOf(const Row& row) {
  Json recording;
  recording["id"] = row.Number(0);
  recording["pbx_call_id"] = TextOrNull(row, 1);
  recording["call_id_with_rec"] = row.Text(2);
  recording["due_at"] = TimeOrNull(row, 3);
  recording["stage"] = row.Text(4);
  recording["attempts"] = row.Number(5);
  recording["next_attempt_at"] = TimeOrNull(row, 6);
  recording["error"] = TextOrNull(row, 7);
  recording["seconds"] = FractionOrNull(row, 8);
  recording["sha256"] = TextOrNull(row, 9);
  recording["remark"] = TextOrNull(row, 10);
  recording["audio"] = TextOrNull(row, 11);
  recording["bytes"] = NumberOrNull(row, 12);
  recording["leased"] = !row.IsNull(13);
  recording["finished_at"] = TimeOrNull(row, 14);
  return recording;
}

Json TranscriptOf(const Row& row) {
  Json transcript;
  transcript["pbx_call_id"] = TextOrNull(row, 0);
  transcript["call_id_with_rec"] = row.Text(1);
  transcript["text"] = row.Text(2);
  transcript["segments"] = SegmentsOf(row, 3);
  transcript["speakers"] = SpeakersOf(transcript["segments"]);
  transcript["language"] = TextOrNull(row, 4);
  transcript["engine"] = TextOrNull(row, 5);
  transcript["model"] = TextOrNull(row, 6);
  transcript["cost_usd"] = FractionOrNull(row, 7);
  transcript["made_at"] = TimeOrNull(row, 8);
  transcript["extract_model"] = TextOrNull(row, 9);
  transcript["extract_cost_usd"] = FractionOrNull(row, 10);
  return transcript;
}

Json SuggestionOf(const Row& row) {
  Json suggestion;
  suggestion["id"] = row.Number(0);
  suggestion["deal_id"] = NumberOrNull(row, 1);
  suggestion["field"] = row.Text(2);
  suggestion["value"] = TextOrNull(row, 3);
  suggestion["quote"] = TextOrNull(row, 4);
  suggestion["second"] = FractionOrNull(row, 5);
  suggestion["state"] = row.Text(6);
  suggestion["certain"] = row.Flag(7);
  suggestion["why"] = TextOrNull(row, 8);
  suggestion["pbx_call_id"] = TextOrNull(row, 9);
  suggestion["previous"] = TextOrNull(row, 10);
  suggestion["made_at"] = TimeOrNull(row, 11);
  suggestion["decided_at"] = TimeOrNull(row, 12);
  return suggestion;
}

}  // namespace

Json RecordingRows(Database& database, TenantId tenant, std::uint64_t limit) {
  return OldestFirst(
      database.Query(
          Sql()
          << "SELECT r.id, r.call_key, r.recording_key, r.due_at, w.stage, w.attempts,"
             // A paused stage is looked at when the pause is over.
             " IF(w.work_at IS NULL, NULL, GREATEST(w.work_at, COALESCE(p.until, w.work_at))),"
             " IF(w.error = '', COALESCE(p.why, ''), w.error), w.seconds, w.sha256, w.remark,"
             " w.audio, w.audio_bytes, w.held_by, w.finished_at"
             " FROM recordings r JOIN recording_work w ON w.tenant_id = r.tenant_id AND"
             " w.recording_key = r.recording_key"
             " LEFT JOIN paused_stages p ON p.tenant_id = w.tenant_id AND"
             " CAST(p.stage AS CHAR) = CAST(w.stage AS CHAR)"
             " WHERE r.tenant_id = "
          << tenant.value << " ORDER BY r.due_at DESC, r.id DESC LIMIT " << limit),
      RecordingOf);
}

Json TranscriptRows(Database& database, TenantId tenant, std::uint64_t limit) {
  return OldestFirst(
      database.Query(
          Sql() << "SELECT r.call_key, t.recording_key, t.text, t.segments, t.language, t.engine,"
                   " t.model, t.cost_usd, t.made_at, t.extract_model, t.extract_cost_usd"
                   " FROM transcripts t LEFT JOIN recordings r ON r.tenant_id = t.tenant_id AND"
                   " r.recording_key = t.recording_key WHERE t.tenant_id = "
                << tenant.value << " ORDER BY t.made_at DESC, t.recording_key DESC LIMIT "
                << limit),
      TranscriptOf);
}

Json SuggestionRows(Database& database, TenantId tenant, std::uint64_t limit) {
  return OldestFirst(
      database.Query(
          Sql() << "SELECT s.id, s.deal_id, s.field, s.value, s.quote, s.second, s.state,"
                   " s.certain, s.why, r.call_key, s.previous, s.made_at, s.decided_at"
                   " FROM suggestions s LEFT JOIN recordings r ON r.tenant_id = s.tenant_id AND"
                   " r.recording_key = s.recording_key WHERE s.tenant_id = "
                << tenant.value << " ORDER BY s.id DESC LIMIT " << limit),
      SuggestionOf);
}

}  // namespace novofon::ctl
