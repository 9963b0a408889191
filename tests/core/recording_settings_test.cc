#include "core/recording_settings.h"

#include <gtest/gtest.h>

#include "tests/core/named_row.h"

namespace novofon {
namespace {

struct UrlRow {
  std::string name;
  std::string url;
  bool is_openrouter;
};
void PrintTo(const UrlRow& row, std::ostream* out) { *out << row.name; }

class BaseUrl : public testing::TestWithParam<UrlRow> {};

TEST_P(BaseUrl, TellsTheShapeOfSpeech) {
  EXPECT_EQ(UsualShape(GetParam().url),
            GetParam().is_openrouter ? SpeechShape::kOpenRouter : SpeechShape::kOpenAi);
}

TEST_P(BaseUrl, TellsWhetherAModelCanBeAskedWithoutAKey) {
  RecordingSettings settings;
  settings.chat.base_url = GetParam().url;
  settings.chat.model = "mini";
  EXPECT_EQ(CanExtract(settings), !GetParam().is_openrouter);
  settings.chat.key = Secret("key");
  EXPECT_TRUE(CanExtract(settings));
}

INSTANTIATE_TEST_SUITE_P(
    Table, BaseUrl,
    testing::Values(UrlRow{"OpenRouter", "https://openrouter.ai/api/v1", true},
                    UrlRow{"ItsSubdomain", "https://eu.openrouter.ai/api/v1", true},
                    UrlRow{"WithAPort", "https://openrouter.ai:443/api/v1", true},
                    UrlRow{"WithoutAPath", "https://openrouter.ai", true},
                    UrlRow{"InCapitals", "https://OpenRouter.ai/api/v1", true},
                    UrlRow{"OpenAi", "https://api.openai.com/v1", false},
                    UrlRow{"AServerOfOnesOwn", "http://127.0.0.1:8080/v1", false},
                    UrlRow{"OnlyInThePath", "https://proxy.example/openrouter.ai/v1", false},
                    UrlRow{"OnlyTheEndOfAName", "https://notopenrouter.ai/v1", false},
                    UrlRow{"OnlyTheBeginning", "https://openrouter.ai.example/v1", false},
                    UrlRow{"NoUrl", "openrouter.ai", false}, UrlRow{"Nothing", "", false}),
    RowName());

TEST(CanExtract, NotWithoutAModel) {
  RecordingSettings settings;
  settings.chat.base_url = "http://127.0.0.1:8080/v1";
  settings.chat.key = Secret("key");
  EXPECT_FALSE(CanExtract(settings));
}

TEST(RecordingSettingsDefaults, SendNothingToAnybodyAndKeepAudioForHalfAYear) {
  const RecordingSettings settings;
  EXPECT_FALSE(settings.ai);
  EXPECT_EQ(settings.min_seconds, 3);
  EXPECT_EQ(settings.retention, std::chrono::days(180));
  EXPECT_EQ(settings.fill.size(), 3u);
}

}  // namespace
}  // namespace novofon
