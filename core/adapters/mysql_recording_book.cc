#include "core/adapters/mysql_recording_book.h"

#include "core/adapters/deal_filling.h"
#include "core/adapters/leased_row.h"
#include "core/adapters/segments_json.h"
#include "core/cabinet_time.h"
#include "core/event.h"
#include "core/russian_text.h"

namespace novofon {
namespace {

constexpr std::size_t kMostError = 500;

// Of its tenant's pause.
Sql OfStage(const RecordingJob& job) {
  return Sql() << " WHERE tenant_id=" << job.tenant.value
               << " AND stage=" << Text{NameOf(job.stage)};
}

// What a stage that was done leaves behind, beside its own columns.
void WriteStage(Sql& sql, Stage stage) {
  sql << "stage=" << Text{NameOf(stage)} << ",attempts=1,error=''";
}

void WriteEnd(Sql& sql, const Ended& end, TimePoint now) {
  sql << "stage=" << Text{NameOf(end.stage)}
      << ",error=" << Text{WholeCharacters(end.why, kMostError)}
      << ",work_at=NULL,held_by=NULL,finished_at=" << now;
}

void WriteLater(Sql& sql, TimePoint at, const std::string& error) {
  sql << "work_at=" << at << ",held_by=NULL,error=" << Text{WholeCharacters(error, kMostError)};
}

// It was no attempt. Saving it twice is no harm.
void WriteUncounted(Sql& sql) { sql << ",attempts=GREATEST(attempts,1)-1"; }

void SaveTranscript(Database& database, const RecordingJob& job, const Said& said, TimePoint now) {
  database.Execute(
      Sql() << "REPLACE INTO transcripts (tenant_id,recording_key,text,segments,language,engine,"
               "model,cost_usd,billed_seconds,made_at) VALUES ("
            << job.tenant.value << "," << Bytes{job.recording.value} << ","
            << Text{said.transcript.text} << "," << Text{SegmentsToJson(said.transcript.segments)}
            << "," << Text{WholeCharacters(said.transcript.language, 40)} << ","
            << Text{WholeCharacters(said.engine, 200)} << ","
            << Text{WholeCharacters(said.model, 200)} << "," << said.cost.usd << ","
            << said.cost.audio_seconds << "," << now << ")");
}

void SaveFound(Database& database, const RecordingJob& job, const Found& found, TimePoint now) {
  database.Execute(Sql() << "UPDATE transcripts SET extract_model="
                         << Text{WholeCharacters(found.model, 200)} << ",extract_cost_usd="
                         << found.cost.usd << ",extract_input_tokens=" << found.cost.input_tokens
                         << ",extract_output_tokens=" << found.cost.output_tokens << OfJob(job));
  for (const Finding& field : found.fields) {
    database.Execute(
        Sql()
        << "INSERT INTO suggestions (tenant_id,recording_key,field,value,quote,second,certain,"
           "why,state,made_at) VALUES ("
        << job.tenant.value << "," << Bytes{job.recording.value} << "," << Text{NameOf(field.field)}
        << "," << Text{WholeCharacters(field.value, 500)} << ","
        << Text{WholeCharacters(field.quote, 1000)} << "," << field.second << "," << field.certain
        << "," << Text{WholeCharacters(field.why, 200)} << ",'found'," << now
        << ") ON DUPLICATE KEY UPDATE value=value");
  }
}

// One row for the tenant's stage. While others that were under way fail for the same reason, it
// stands; only a probe that failed makes the next pause longer. What began it is remembered.
void Pause(Database& database, const RecordingJob& job, const StagePaused& paused, TimePoint now) {
  const auto rows =
      database.Query(Sql() << "SELECT pauses FROM paused_stages" << OfStage(job) << " FOR UPDATE");
  if (!rows.empty() && !job.probe) return;
  if (rows.empty()) {
    database.Execute(Sql() << "INSERT INTO refused_recordings (tenant_id,recording_key,refusals)"
                              " VALUES ("
                           << job.tenant.value << "," << Bytes{job.recording.value}
                           << ",1) ON DUPLICATE KEY UPDATE refusals=refusals+1");
  }
  const int pauses = rows.empty() ? 1 : static_cast<int>(rows.front().Number(0)) + 1;
  database.Execute(
      Sql() << "INSERT INTO paused_stages (tenant_id,stage,since,until,pauses,why) VALUES ("
            << job.tenant.value << "," << Text{NameOf(job.stage)} << "," << now << ","
            << now + NextProbe(pauses) << "," << pauses << ","
            << Text{WholeCharacters(paused.error, kMostError)}
            << ") ON DUPLICATE KEY UPDATE until=VALUES(until),pauses=VALUES(pauses),"
               "why=VALUES(why)");
}

// The stage works again, and takes this recording.
void EndPause(Database& database, const RecordingJob& job) {
  if (job.refusals > 0) {
    database.Execute(Sql() << "DELETE FROM refused_recordings" << OfJob(job));
  }
  if (job.probe) database.Execute(Sql() << "DELETE FROM paused_stages" << OfStage(job));
}

// A probe told nothing of the stage: the next recording tries.
void PassProbeOn(Database& database, const RecordingJob& job, TimePoint now) {
  if (!job.probe) return;
  database.Execute(Sql() << "UPDATE paused_stages SET until=" << now << OfStage(job));
}

// Who has fetched it anew leaves the other host's file behind.
void LeaveFileToItsHost(Database& database, const RecordingJob& job, const std::string& this_host,
                        TimePoint now) {
  database.Execute(Sql() << "INSERT IGNORE INTO stray_audio (host,audio,tenant_id,since)"
                            " SELECT audio_host,audio,tenant_id,"
                         << now << " FROM recording_work" << OfJob(job)
                         << " AND audio IS NOT NULL AND audio_host<>"
                         << Text{WholeCharacters(this_host, 64)});
}

class Saving {
 public:
  Saving(Database& database, const std::string& host, const RecordingJob& job, TimePoint now)
      : database_(database), host_(host), job_(job), now_(now) {
    set_ << "UPDATE recording_work SET ";
  }

  void operator()(const Fetched& fetched) {
    WriteStage(set_, Stage::kFetched);
    LeaveFileToItsHost(database_, job_, host_, now_);
    set_ << ",audio=" << Text{fetched.audio} << ",audio_host=" << Text{WholeCharacters(host_, 64)}
         << ",audio_bytes=" << fetched.file.bytes << ",sha256=" << Text{fetched.file.sha256}
         << ",seconds=" << fetched.sound.seconds << ",silent=" << fetched.sound.silent
         << ",two_sides=" << fetched.sound.two_sides
         << ",remark=" << Text{WholeCharacters(fetched.remark, 200)} << ",fetched_at=" << now_;
    // Fetched on this host again, it is no stray.
    database_.Execute(Sql() << "DELETE FROM stray_audio WHERE host="
                            << Text{WholeCharacters(host_, 64)}
                            << " AND audio=" << Text{fetched.audio});
    EndPause(database_, job_);
  }
  void operator()(const FileGone&) {
    WriteStage(set_, Stage::kWaiting);
    PassProbeOn(database_, job_, now_);
  }
  void operator()(const FileBack&) {
    WriteStage(set_, Stage::kFetched);
    set_ << ",audio_host=" << Text{WholeCharacters(host_, 64)};
    PassProbeOn(database_, job_, now_);
  }
  void operator()(const Said& said) {
    SaveTranscript(database_, job_, said, now_);
    database_.Execute(Sql() << "DELETE FROM passages" << OfJob(job_));
    WriteStage(set_, Stage::kTranscribed);
    EndPause(database_, job_);
  }
  void operator()(const Found& found) {
    SaveFound(database_, job_, found, now_);
    WriteStage(set_, Stage::kExtracted);
    EndPause(database_, job_);
  }
  void operator()(const FillDeal& fill) {
    FillDealOf(database_, job_.tenant, job_.recording, fill.by_itself);
    WriteEnd(set_, Ended{Stage::kDone, ""}, now_);
  }
  void operator()(const Ended& end) {
    WriteEnd(set_, end, now_);
    PassProbeOn(database_, job_, now_);
  }
  void operator()(const Later& later) { WriteLater(set_, later.at, later.error); }
  void operator()(const GivenBack& given_back) {
    WriteLater(set_, given_back.at, given_back.why);
    WriteUncounted(set_);
    PassProbeOn(database_, job_, now_);
  }
  void operator()(const StagePaused& paused) {
    Pause(database_, job_, paused, now_);
    // Due already: it is the pause that keeps it, and that may end early.
    WriteLater(set_, now_, paused.error);
    WriteUncounted(set_);
  }

  void Finish() { database_.Execute(set_ << OfJob(job_)); }

 private:
  Database& database_;
  const std::string& host_;
  const RecordingJob& job_;
  TimePoint now_;
  Sql set_;
};

}  // namespace

bool MysqlRecordingBook::Save(const RecordingJob& job, const Progress& progress, TimePoint now) {
  bool ours = false;
  database_.InTransaction([&] {
    ours = IsOurs(database_, job);
    if (!ours) return;
    Saving saving(database_, host_, job, now);
    std::visit(saving, progress);
    saving.Finish();
  });
  return ours;
}

bool MysqlRecordingBook::IsPaused(const RecordingJob& job) {
  return !database_.Query(Sql() << "SELECT 1 FROM paused_stages" << OfStage(job)).empty();
}

Transcript MysqlRecordingBook::LoadTranscript(const RecordingJob& job) {
  const auto rows =
      database_.Query(Sql() << "SELECT text,segments,language FROM transcripts" << OfJob(job));
  if (rows.empty()) throw Bug("a transcribed recording without its transcript");
  return {rows.front().Text(0), SegmentsFromJson(rows.front().Text(1)), rows.front().Text(2)};
}

}  // namespace novofon
