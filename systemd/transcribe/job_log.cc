#include "systemd/transcribe/job_log.h"

#include <cmath>

#include "core/adapters/log.h"
#include "core/cabinet_time.h"
#include "core/event.h"

namespace novofon {
namespace {

std::string Rounded(double number) { return std::to_string(std::lround(number)); }

std::string Usd(const Cost& cost) { return cost.usd ? std::to_string(*cost.usd) : ""; }

}  // namespace

void LogProgress(const RecordingSettings& settings, const RecordingJob& job,
                 const Progress& progress) {
  const std::string& tenant = settings.user_id;
  const std::string& call = job.call.value;
  const std::string stage(NameOf(job.stage));
  std::visit(
      Overloaded{
          [&](const Fetched& fetched) {
            Log(Level::kInfo, "recording_fetched", "A recording is on the disk",
                {{"tenant", tenant},
                 {"call", call},
                 {"bytes", std::to_string(fetched.file.bytes)},
                 {"seconds", Rounded(fetched.sound.seconds)},
                 {"remark", fetched.remark}});
          },
          [&](const FileGone&) {
            Log(Level::kNotice, "recording_file_gone",
                "A recording's file is not on this host; it is fetched again",
                {{"tenant", tenant}, {"call", call}});
          },
          [&](const Said& said) {
            Log(Level::kInfo, "recording_transcribed", "A recording was transcribed",
                {{"tenant", tenant},
                 {"call", call},
                 {"characters", std::to_string(said.transcript.text.size())},
                 {"model", said.model},
                 {"usd", Usd(said.cost)}});
          },
          [&](const Found& found) {
            Log(Level::kInfo, "recording_extracted",
                "A transcript was searched for a deal's fields",
                {{"tenant", tenant},
                 {"call", call},
                 {"fields", std::to_string(found.fields.size())},
                 {"model", found.model},
                 {"usd", Usd(found.cost)}});
          },
          [&](const FillDeal&) {
            Log(Level::kInfo, "recording_done", "A recording's deal has all that was found in it",
                {{"tenant", tenant}, {"call", call}});
          },
          [&](const Ended& end) {
            const bool gave_up = end.stage == Stage::kGaveUp || end.stage == Stage::kNoRecording;
            Log(gave_up ? Level::kError : Level::kInfo,
                gave_up ? "recording_given_up" : "recording_done",
                gave_up ? "A recording was given up; novofonctl list recordings shows it"
                        : "Nothing more is to be done with a recording",
                {{"tenant", tenant},
                 {"call", call},
                 {"after", stage},
                 {"stage", std::string(NameOf(end.stage))},
                 {"why", end.why}});
          },
          [&](const Later& later) {
            Log(Level::kWarning, "recording_put_off", "A recording is tried again later",
                {{"tenant", tenant},
                 {"call", call},
                 {"after", stage},
                 {"attempt", std::to_string(job.attempts)},
                 {"at", FormatUtc(later.at)},
                 {"why", later.error}});
          },
          [&](const GivenBack& given_back) {
            Log(Level::kInfo, "recording_given_back", "A recording was left for a later run",
                {{"tenant", tenant},
                 {"call", call},
                 {"after", stage},
                 {"at", FormatUtc(given_back.at)},
                 {"why", given_back.why}});
          },
          [&](const StagePaused& paused) {
            Log(Level::kCritical, "stage_paused",
                "A tenant's account or settings were refused: its recordings wait. Look at the "
                "reason, mend the account or run novofonctl tenant set",
                {{"tenant", tenant}, {"call", call}, {"after", stage}, {"why", paused.error}});
          },
      },
      progress);
}

}  // namespace novofon
