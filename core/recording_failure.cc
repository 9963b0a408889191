#include "core/recording_failure.h"

#include <algorithm>

#include "core/russian_text.h"

namespace novofon {
namespace {

constexpr int kMostRefusals = 3;
constexpr std::size_t kMostMessage = 300;
constexpr std::string_view kNotSoundText = "the file is not sound, or was cut off";

std::string_view NameOf(TransportError error) {
  switch (error) {
    case TransportError::kNone:
      return "";
    case TransportError::kUnreachable:
      return "the server can't be reached";
    case TransportError::kTimeout:
      return "no answer in time, or too slow";
    case TransportError::kCutShort:
      return "the connection was cut off";
    case TransportError::kTooLarge:
      return "the answer is too large";
    case TransportError::kForbiddenTarget:
      return "the URL leads where nothing may be fetched from; see --allow-host";
    case TransportError::kStopped:
      return "stopped";
    case TransportError::kBrokenOff:
      return "the program was told to end before the answer came";
  }
  return "";
}

// Whether the provider says that there is no such file, rather than something else of it.
bool IsMissing(const ServiceError& error) {
  return error.http_status == 404 || error.http_status == 410 || error.message == "File not found";
}

// The provider's files cost nothing.
bool IsNoAttempt(const RecordingJob& job, TransportError error) {
  return error == TransportError::kStopped ||
         (error == TransportError::kBrokenOff && job.stage == Stage::kWaiting);
}

std::optional<std::chrono::seconds> NextTry(const RecordingJob& job, Jitter jitter,
                                            std::optional<std::chrono::seconds> retry_after) {
  if (job.stage != Stage::kWaiting) return NextCall(job.attempts, jitter, retry_after);
  const auto delay = NextFetch(job.attempts, jitter);
  if (!delay) return std::nullopt;
  return std::max(*delay,
                  std::clamp<std::chrono::seconds>(retry_after.value_or(std::chrono::seconds(0)),
                                                   std::chrono::seconds(0), kLongestRetryAfter));
}

}  // namespace

Progress AfterFailure(const RecordingJob& job, const Failed& failure, AfterError after,
                      TimePoint now, Jitter jitter) {
  const ServiceError& error = failure.error;
  if (IsNoAttempt(job, error.transport)) return GivenBack{now, ""};
  switch (after) {
    case AfterError::kPause:
      return StagePaused{Describe(error)};
    case AfterError::kGiveUp:
      return Ended{Stage::kGaveUp, Describe(error)};
    case AfterError::kRetry:
      break;
  }
  if (const auto delay = NextTry(job, jitter, failure.retry_after)) {
    return Later{now + *delay, Describe(error)};
  }
  const bool missing = job.stage == Stage::kWaiting && IsMissing(error);
  return Ended{missing ? Stage::kNoRecording : Stage::kGaveUp, Describe(error)};
}

std::optional<Progress> AfterCrashes(const RecordingJob& job) {
  if (job.attempts <= 1) return std::nullopt;
  const int earlier = job.attempts - 1;
  const bool may_go_on = job.stage == Stage::kWaiting
                             ? NextFetch(earlier, Jitter{}).has_value()
                             : NextCall(earlier, Jitter{}, std::nullopt).has_value();
  if (may_go_on) return std::nullopt;
  return Ended{Stage::kGaveUp,
               "the program ended during the last of " + std::to_string(earlier) + " attempts"};
}

Progress AfterRefusals(const RecordingJob& job, Progress progress, bool others_wait) {
  const auto* const paused = std::get_if<StagePaused>(&progress);
  if (paused == nullptr || others_wait || job.refusals + 1 < kMostRefusals) return progress;
  return Ended{Stage::kGaveUp, "refused " + std::to_string(kMostRefusals) +
                                   " times while others got through: " + paused->error};
}

Failed NotSound() {
  Failed failed;
  failed.error.http_status = 200;
  failed.error.unreadable = true;
  failed.error.message = kNotSoundText;
  return failed;
}

std::string Describe(const ServiceError& error) {
  if (error.transport != TransportError::kNone) return std::string(NameOf(error.transport));
  const int status = error.body_status != 0 ? error.body_status : error.http_status;
  std::string text = status == 0 ? "" : "HTTP " + std::to_string(status);
  const auto add = [&](std::string_view before, const std::string& part) {
    if (part.empty()) return;
    text += std::string(text.empty() ? "" : before) + part;
  };
  add(" ", error.code.empty() ? error.type : error.code);
  add(", finished with ", error.finish);
  if (error.unreadable && error.message.empty()) add(": ", "the answer can't be read");
  add(": ", error.message);
  std::ranges::replace_if(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return std::string(WholeCharacters(text, kMostMessage));
}

}  // namespace novofon
