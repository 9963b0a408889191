#include "core/run_one_job.h"

#include <algorithm>
#include <cmath>

#include "core/recording_failure.h"

namespace novofon {
namespace {

using namespace std::chrono_literals;

constexpr auto kWhenNoRoom = 10min;
// Which side is ours can't be told before anything but RECORD has spoken of the call; that comes
// soon, or never.
constexpr auto kUntilCallIsKnown = 1min;
constexpr auto kCallIsNeverKnown = 10min;
// How far a file may be from the call's length before it is told: ringing and holding count.
constexpr double kOddSeconds = 30;

std::string Remark(const RecordingJob& job, double seconds) {
  if (job.call_seconds <= 0) return "";
  if (std::abs(seconds - job.call_seconds) <= std::max(kOddSeconds, 0.2 * job.call_seconds))
    return "";
  return "the file lasts " + std::to_string(std::lround(seconds)) + " s, the call lasted " +
         std::to_string(job.call_seconds) + " s";
}

Progress Fetch(const RecordingJob& job, const RecordingSettings& settings, const Workshop& shop) {
  if (!job.audio.empty() && shop.shelf.Has(job.audio)) return FileBack{};
  if (!shop.shelf.HasRoom()) {
    return GivenBack{shop.now() + kWhenNoRoom, std::string(kTooLittleSpace)};
  }
  if (const auto when = shop.budget.Spend(settings.account.api_key, shop.now())) {
    return GivenBack{*when, ""};
  }
  const auto failed = [&](const Failed& failure, AfterError after) {
    return AfterFailure(job, failure, after, shop.now(), shop.jitter());
  };
  const auto link = shop.source.FindLink(settings.account, job.recording, job.call);
  if (const auto* failure = std::get_if<Failed>(&link)) {
    return failed(*failure, ClassifyLinkError(failure->error));
  }
  const std::string audio = AudioName(settings.user_id, job.recording, job.due_at);
  const FilePath place = shop.shelf.PlaceOf(audio);
  const auto file = shop.source.Fetch(settings.account, std::get<RecordingLink>(link), place);
  if (const auto* failure = std::get_if<Failed>(&file)) {
    return failed(*failure, ClassifyDownloadError(failure->error));
  }
  const auto sound = shop.listener.Listen(place);
  if (!sound) {
    shop.shelf.Discard(audio);
    return failed(NotSound(), ClassifyDownloadError(NotSound().error));
  }
  return Fetched{audio, std::get<FetchedFile>(file), *sound, Remark(job, sound->seconds)};
}

// What the tenant's service has heard of the job's recording.
class PartsOfJob : public HeardParts {
 public:
  PartsOfJob(const Workshop& shop, const RecordingJob& job, const ModelService& service)
      : shop_(shop), job_(job), service_(service) {}

  std::optional<Passage> Find(const std::string& part) override {
    return shop_.passages.Find(job_, KeyOf(part));
  }
  bool Keep(const std::string& part, const Passage& passage) override {
    return shop_.passages.Keep(job_, KeyOf(part), passage) && shop_.may_begin();
  }

 private:
  PassageKey KeyOf(const std::string& part) const {
    return {service_.base_url, service_.model, part};
  }

  const Workshop& shop_;
  const RecordingJob& job_;
  const ModelService& service_;
};

Progress Transcribe(const RecordingJob& job, const RecordingSettings& settings,
                    const Workshop& shop) {
  if (job.sound.seconds < settings.min_seconds) return Ended{Stage::kTooShort, ""};
  if (job.sound.silent) return Ended{Stage::kSilent, ""};
  if (!settings.ai) return Ended{Stage::kDone, ""};
  if (!shop.shelf.Has(job.audio)) return FileGone{};
  const bool unknown_sides = job.sound.two_sides && job.direction == Direction::kUnknown;
  if (unknown_sides && shop.now() - job.due_at < kCallIsNeverKnown) {
    return GivenBack{shop.now() + kUntilCallIsKnown, "its call is not known yet"};
  }
  const Audio audio{shop.shelf.PlaceOf(job.audio), job.sound,
                    /*operator_second=*/job.direction == Direction::kIncoming};
  PartsOfJob parts(shop, job, settings.speech);
  auto heard = shop.transcriber.Transcribe(settings.speech, audio, parts);
  if (const auto* failure = std::get_if<Failed>(&heard)) {
    return AfterFailure(job, *failure, ClassifySttError(failure->error), shop.now(), shop.jitter());
  }
  auto& transcribed = std::get<Transcribed>(heard);
  return Said{std::move(transcribed.transcript), transcribed.cost, settings.speech.base_url,
              settings.speech.model};
}

Progress Extract(const RecordingJob& job, const RecordingSettings& settings, const Workshop& shop) {
  const Transcript transcript = shop.book.LoadTranscript(job);
  if (!settings.ai || !CanExtract(settings) || transcript.text.empty()) return Found{{}, {}, ""};
  const auto answer = shop.extractor.Extract(settings.chat, transcript);
  if (const auto* failure = std::get_if<Failed>(&answer)) {
    return AfterFailure(job, *failure, ClassifyLlmError(failure->error), shop.now(), shop.jitter());
  }
  const auto& extracted = std::get<Extracted>(answer);
  return Found{FindingsOf(JudgeClaims(extracted.claims, transcript, job.call_start, settings.zone)),
               extracted.cost, settings.chat.model};
}

Progress DoStage(const RecordingJob& job, const RecordingSettings& settings, const Workshop& shop) {
  if (const auto too_often = AfterCrashes(job)) return *too_often;
  switch (job.stage) {
    case Stage::kWaiting:
      return Fetch(job, settings, shop);
    case Stage::kFetched:
      return Transcribe(job, settings, shop);
    case Stage::kTranscribed:
      return Extract(job, settings, shop);
    case Stage::kExtracted:
      return FillDeal{settings.fill};
    case Stage::kDone:
    case Stage::kTooShort:
    case Stage::kSilent:
    case Stage::kNoRecording:
    case Stage::kGaveUp:
      break;
  }
  return Ended{job.stage, ""};
}

// Of a stage that isn't paused yet this one's refusal begins the pause.
Progress TryStage(const RecordingJob& job, const RecordingSettings& settings,
                  const Workshop& shop) {
  Progress progress = DoStage(job, settings, shop);
  if (job.refusals == 0 || !std::holds_alternative<StagePaused>(progress)) return progress;
  return AfterRefusals(job, std::move(progress), job.probe || shop.book.IsPaused(job));
}

// The stages after the first.
Progress GoOn(const RecordingJob& job, const RecordingSettings& settings, const Workshop& shop) {
  if (!shop.may_begin()) return GivenBack{shop.now(), ""};
  if (shop.book.IsPaused(job)) return GivenBack{shop.now(), ""};  // the pause tells why
  return TryStage(job, settings, shop);
}

void Advance(RecordingJob& job, const Progress& progress, Stage to) {
  job.stage = to;
  job.attempts = 1;
  if (!std::holds_alternative<FileGone>(progress))
    job.refusals = 0;  // its stage is still to be done
  job.probe = false;   // of the next stage nothing is tried out
  if (const auto* fetched = std::get_if<Fetched>(&progress)) {
    job.audio = fetched->audio;
    job.sound = fetched->sound;
  }
}

}  // namespace

void RunOneJob(RecordingJob job, const RecordingSettings& settings, const Workshop& shop) {
  Progress progress = TryStage(job, settings, shop);
  for (;;) {
    if (!shop.book.Save(job, progress, shop.now())) return;
    shop.told(job, progress);
    const auto next = NextStage(progress);
    if (!next) return;
    Advance(job, progress, *next);
    progress = GoOn(job, settings, shop);
  }
}

}  // namespace novofon
