#include "core/recording_work.h"

#include <algorithm>
#include <iterator>
#include <span>

#include "core/cabinet_time.h"
#include "core/digest.h"
#include "core/event.h"

namespace novofon {
namespace {

struct StageName {
  Stage stage;
  std::string_view name;
};
constexpr StageName kStageNames[] = {{Stage::kWaiting, "waiting"},
                                     {Stage::kFetched, "fetched"},
                                     {Stage::kTranscribed, "transcribed"},
                                     {Stage::kExtracted, "extracted"},
                                     {Stage::kDone, "done"},
                                     {Stage::kTooShort, "too_short"},
                                     {Stage::kSilent, "silent"},
                                     {Stage::kNoRecording, "no_recording"},
                                     {Stage::kGaveUp, "gave_up"}};

}  // namespace

bool IsOpen(Stage stage) {
  return stage == Stage::kWaiting || stage == Stage::kFetched || stage == Stage::kTranscribed ||
         stage == Stage::kExtracted;
}

std::string_view NameOf(Stage stage) {
  return std::ranges::find(kStageNames, stage, &StageName::stage)->name;
}

std::optional<Stage> StageNamed(std::string_view name) {
  const auto* const found = std::ranges::find(kStageNames, name, &StageName::name);
  if (found == std::end(kStageNames)) return std::nullopt;
  return found->stage;
}

std::string AudioName(const std::string& user_id, const RecordingKey& recording, TimePoint due_at) {
  const auto digest = Sha256(recording.value);
  return "recordings/" + user_id + "/" + FormatUtc(due_at).substr(0, 7) + "/" +
         HexOf(std::span(digest).first(20));
}

std::optional<Stage> NextStage(const Progress& progress) {
  using Next = std::optional<Stage>;
  return std::visit(Overloaded{
                        [](const Fetched&) { return Next(Stage::kFetched); },
                        [](const FileGone&) { return Next(Stage::kWaiting); },
                        [](const FileBack&) { return Next(Stage::kFetched); },
                        [](const Said&) { return Next(Stage::kTranscribed); },
                        [](const Found&) { return Next(Stage::kExtracted); },
                        [](const FillDeal&) { return Next(); },
                        [](const Ended&) { return Next(); },
                        [](const Later&) { return Next(); },
                        [](const GivenBack&) { return Next(); },
                        [](const StagePaused&) { return Next(); },
                    },
                    progress);
}

}  // namespace novofon
