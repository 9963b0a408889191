#include "core/adapters/mysql_recording_leases.h"

namespace novofon {
namespace {

std::string_view BytesOf(const RunId& run) {
  return {reinterpret_cast<const char*>(run.bytes.data()), run.bytes.size()};
}

struct Due {
  TenantId tenant;
  RecordingKey recording;
};

// Tenants whose account with the provider has made all the requests of this minute: their
// recordings would only be given back at once.
std::vector<TenantId> OutOfBudget(Database& database, TimePoint now) {
  std::vector<TenantId> tenants;
  for (const Row& row : database.Query(
           Sql()
           << "SELECT t.id FROM tenants t JOIN (SELECT account FROM link_slots GROUP BY account"
              " HAVING MIN(free_at)>"
           << now << ") spent ON spent.account=CAST(t.api_key AS BINARY)")) {
    tenants.push_back({static_cast<std::uint32_t>(row.Number(0))});
  }
  return tenants;
}

// SKIP LOCKED: what another program is about to lease is not waited for. The index is walked in its
// order: sorting would lock all that are due, and others would find none.
std::optional<Due> LockLongestDue(Database& database, TimePoint now) {
  const auto spent = OutOfBudget(database, now);
  Sql sql;
  sql << "SELECT tenant_id,recording_key FROM recording_work w FORCE INDEX (recording_work_due)"
         " WHERE work_at<="
      << now
      << " AND NOT EXISTS (SELECT 1 FROM paused_stages p WHERE p.tenant_id=w.tenant_id AND"
         " CAST(p.stage AS CHAR)=CAST(w.stage AS CHAR) AND p.until>"
      << now << ")";
  if (!spent.empty()) {
    sql << " AND NOT (stage='waiting' AND tenant_id IN ";
    sql.List(spent, [](Sql& list, TenantId tenant) { list << tenant.value; });
    sql << ")";
  }
  const auto rows = database.Query(sql << " ORDER BY work_at LIMIT 1 FOR UPDATE SKIP LOCKED");
  if (rows.empty()) return std::nullopt;
  return Due{TenantId{static_cast<std::uint32_t>(rows.front().Number(0))},
             RecordingKey{rows.front().Text(1)}};
}

RecordingJob ReadJob(Database& database, const Due& due) {
  const Row row =
      database
          .Query(Sql() << "SELECT r.call_key,w.lease,w.stage,w.attempts,r.due_at,c.direction,"
                          "c.started_at,c.duration_s,w.audio,w.seconds,w.silent,w.two_sides,"
                          "COALESCE(f.refusals,0) FROM recording_work w"
                          " LEFT JOIN refused_recordings f ON f.tenant_id=w.tenant_id AND"
                          " f.recording_key=w.recording_key"
                          " LEFT JOIN recordings r ON r.tenant_id=w.tenant_id AND"
                          " r.recording_key=w.recording_key"
                          " LEFT JOIN calls c ON c.tenant_id=r.tenant_id AND c.call_key=r.call_key"
                          " WHERE w.tenant_id="
                       << due.tenant.value << " AND w.recording_key=" << Bytes{due.recording.value})
          .front();
  RecordingJob job;
  job.tenant = due.tenant;
  job.recording = due.recording;
  job.call = CallKey{row.MaybeText(0).value_or("")};
  job.lease = static_cast<std::uint32_t>(row.Number(1)) + 1;
  const auto stage = StageNamed(row.Text(2));
  if (!stage) throw Bug("recording_work.stage holds an unknown word");
  job.stage = *stage;
  job.attempts = static_cast<int>(row.Number(3)) + 1;
  job.due_at = row.MaybeTime(4).value_or(TimePoint{});
  const std::string direction = row.MaybeText(5).value_or("unknown");
  job.direction = direction == "incoming"   ? Direction::kIncoming
                  : direction == "outgoing" ? Direction::kOutgoing
                                            : Direction::kUnknown;
  job.call_start = row.MaybeTime(6).value_or(job.due_at);
  job.call_seconds = static_cast<int>(row.MaybeNumber(7).value_or(0));
  job.audio = row.MaybeText(8).value_or("");
  if (!row.IsNull(9)) job.sound.seconds = row.Fraction(9);
  job.sound.silent = row.MaybeNumber(10).value_or(0) != 0;
  job.sound.two_sides = row.MaybeNumber(11).value_or(0) != 0;
  job.refusals = static_cast<int>(row.Number(12));
  return job;
}

// Whether the job may be handed out: of a paused stage only the first one that asks.
bool PassesPause(Database& database, RecordingJob& job, TimePoint now, TimePoint until) {
  Sql where;
  where << " WHERE tenant_id=" << job.tenant.value << " AND stage=" << Text{NameOf(job.stage)};
  const auto paused =
      database.Query(Sql() << "SELECT until FROM paused_stages" << where << " FOR UPDATE");
  if (paused.empty()) return true;
  if (paused.front().Time(0) > now) return false;
  job.probe = true;
  database.Execute(Sql() << "UPDATE paused_stages SET until=" << until << where);
  return true;
}

}  // namespace

std::optional<RecordingJob> MysqlRecordingLeases::Take(const RunId& run, TimePoint now,
                                                       std::chrono::seconds lease_for) {
  std::optional<RecordingJob> job;
  bool again = true;
  while (again) {
    again = false;
    database_.InTransaction([&] {
      job.reset();
      const auto due = LockLongestDue(database_, now);
      if (!due) return;
      job = ReadJob(database_, *due);
      if (!PassesPause(database_, *job, now, now + lease_for)) {
        job.reset();
        again = true;  // somebody was quicker: the search now leaves the stage out
        return;
      }
      database_.Execute(Sql() << "UPDATE recording_work SET lease=lease+1,attempts=attempts+1,"
                                 "held_by="
                              << Bytes{BytesOf(run)} << ",work_at=" << now + lease_for
                              << " WHERE tenant_id=" << due->tenant.value
                              << " AND recording_key=" << Bytes{due->recording.value});
    });
  }
  return job;
}

void MysqlRecordingLeases::KeepUp(const RunId& run, TimePoint now, std::chrono::seconds lease_for) {
  database_.InTransaction([&] {
    database_.Execute(Sql() << "UPDATE recording_work SET work_at=" << now + lease_for
                            << " WHERE held_by=" << Bytes{BytesOf(run)});
  });
}

void MysqlRecordingLeases::Inherit(const RunId& dead, TimePoint now) {
  database_.InTransaction([&] {
    database_.Execute(Sql() << "UPDATE recording_work SET held_by=NULL,work_at=" << now
                            << " WHERE held_by=" << Bytes{BytesOf(dead)});
  });
}

}  // namespace novofon
