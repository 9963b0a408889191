#include "systemd/transcribe/job_log.h"

#include <cmath>
#include <vector>

#include "core/adapters/log.h"
#include "core/cabinet_time.h"
#include "core/phone.h"

namespace novofon {
namespace {

std::string Rounded(double number) { return std::to_string(std::lround(number)); }

std::string Usd(const Cost& cost) { return cost.usd ? std::to_string(*cost.usd) : ""; }

// Every line names the tenant and the call.
class ProgressLog {
 public:
  ProgressLog(const RecordingSettings& settings, const RecordingJob& job)
      : job_(job), about_{{"tenant", settings.user_id}, {"call", MaskedIfNumber(job.call.value)}} {}

  void operator()(const Fetched& fetched) const {
    Tell(Level::kInfo, "recording_fetched", "A recording is on the disk",
         {{"bytes", std::to_string(fetched.file.bytes)},
          {"seconds", Rounded(fetched.sound.seconds)},
          {"remark", fetched.remark}});
  }
  void operator()(const FileGone&) const {
    Tell(Level::kNotice, "recording_file_gone",
         "A recording's file is not on this host; it is fetched again", {});
  }
  void operator()(const FileBack&) const {
    Tell(Level::kNotice, "recording_file_back",
         "A recording's file that another host missed is on this one", {});
  }
  void operator()(const Said& said) const {
    Tell(Level::kInfo, "recording_transcribed", "A recording was transcribed",
         {{"characters", std::to_string(said.transcript.text.size())},
          {"model", said.model},
          {"usd", Usd(said.cost)}});
  }
  void operator()(const Found& found) const {
    Tell(Level::kInfo, "recording_extracted", "A transcript was searched for a deal's fields",
         {{"fields", std::to_string(found.fields.size())},
          {"model", found.model},
          {"usd", Usd(found.cost)}});
  }
  void operator()(const FillDeal&) const {
    Tell(Level::kInfo, "recording_done", "A recording's deal has all that was found in it", {});
  }
  void operator()(const Ended& end) const {
    const std::vector<LogField> ending = {
        After(), {"stage", std::string(NameOf(end.stage))}, {"why", end.why}};
    if (end.stage == Stage::kGaveUp || end.stage == Stage::kNoRecording) {
      Tell(Level::kError, "recording_given_up",
           "A recording was given up; novofonctl list recordings shows it", ending);
    } else {
      Tell(Level::kInfo, "recording_done", "Nothing more is to be done with a recording", ending);
    }
  }
  void operator()(const Later& later) const {
    Tell(Level::kWarning, "recording_put_off", "A recording is tried again later",
         {After(),
          {"attempt", std::to_string(job_.attempts)},
          {"at", FormatUtc(later.at)},
          {"why", later.error}});
  }
  void operator()(const GivenBack& given_back) const {
    Tell(Level::kInfo, "recording_given_back", "A recording was left for a later run",
         {After(), {"at", FormatUtc(given_back.at)}, {"why", given_back.why}});
  }
  void operator()(const StagePaused& paused) const {
    Tell(Level::kCritical, "stage_paused",
         "A tenant's account or settings were refused: its recordings wait. Look at the reason, "
         "mend the account or run novofonctl tenant set",
         {After(), {"why", paused.error}});
  }

 private:
  LogField After() const { return {"after", std::string(NameOf(job_.stage))}; }
  void Tell(Level level, std::string_view event, std::string_view message,
            const std::vector<LogField>& more) const {
    std::vector<LogField> fields = about_;
    fields.insert(fields.end(), more.begin(), more.end());
    Log(level, event, message, std::move(fields));
  }

  const RecordingJob& job_;
  std::vector<LogField> about_;
};

}  // namespace

void LogProgress(const RecordingSettings& settings, const RecordingJob& job,
                 const Progress& progress) {
  std::visit(ProgressLog(settings, job), progress);
}

}  // namespace novofon
