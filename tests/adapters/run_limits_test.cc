// A run's limits in the code and in its unit.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <string>

#include "core/adapters/chat_extractor.h"
#include "core/adapters/recording_download.h"
#include "core/adapters/settings.h"
#include "core/adapters/speech_habits.h"

namespace novofon {
namespace {

using namespace std::chrono_literals;

std::chrono::minutes TimeoutOfTheUnit() {
  std::ifstream unit(NOVOFON_TEST_DATA "/../../systemd/novofon-transcribe.service");
  const std::string setting = "TimeoutStartSec=";
  for (std::string line; std::getline(unit, line);) {
    if (!line.starts_with(setting)) continue;
    EXPECT_TRUE(line.ends_with("min"));
    return std::chrono::minutes(std::stoi(line.substr(setting.size())));
  }
  ADD_FAILURE() << "the unit has none";
  return 0min;
}

TEST(RunLimits, TheLongestRequestThatARunMayBeginEndsBeforeSystemdEndsTheRun) {
  constexpr auto kSaving = 1min;
  constexpr int kHops = 4;  // of a download: the link and three redirects
  constexpr int kQuestions = 4;
  const auto speech = LongestWait(SpeechLimits{}, SpeechLimits{}.longest);
  const auto longest =
      std::max({speech, kHops * DownloadLimits{}.timeout, kQuestions * ChatLimits{}.timeout});
  EXPECT_GE(TimeoutOfTheUnit(), Settings{}.run_for + longest + kSaving);
  EXPECT_LE(longest + kSaving, 55min) << "as README and the unit say";
}

}  // namespace
}  // namespace novofon
