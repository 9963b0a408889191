#include "core/recording_work.h"

#include <gtest/gtest.h>

#include "tests/core/named_row.h"

namespace novofon {
namespace {

struct StageRow {
  std::string name;  // as in the schema
  Stage stage;
  bool is_open;
};
void PrintTo(const StageRow& row, std::ostream* out) { *out << row.name; }

class StageNames : public testing::TestWithParam<StageRow> {};

TEST_P(StageNames, AreReadAsTheyAreWritten) {
  EXPECT_EQ(NameOf(GetParam().stage), GetParam().name);
  EXPECT_EQ(StageNamed(GetParam().name), GetParam().stage);
  EXPECT_EQ(IsOpen(GetParam().stage), GetParam().is_open);
}

INSTANTIATE_TEST_SUITE_P(Table, StageNames,
                         testing::Values(StageRow{"waiting", Stage::kWaiting, true},
                                         StageRow{"fetched", Stage::kFetched, true},
                                         StageRow{"transcribed", Stage::kTranscribed, true},
                                         StageRow{"extracted", Stage::kExtracted, true},
                                         StageRow{"done", Stage::kDone, false},
                                         StageRow{"too_short", Stage::kTooShort, false},
                                         StageRow{"silent", Stage::kSilent, false},
                                         StageRow{"no_recording", Stage::kNoRecording, false},
                                         StageRow{"gave_up", Stage::kGaveUp, false}),
                         RowName());

TEST(StageNamed, KnowsNoOtherWord) {
  EXPECT_EQ(StageNamed(""), std::nullopt);
  EXPECT_EQ(StageNamed("Waiting"), std::nullopt);
}

struct NextRow {
  std::string name;
  Progress progress;
  std::optional<Stage> next;
};
void PrintTo(const NextRow& row, std::ostream* out) { *out << row.name; }

class Next : public testing::TestWithParam<NextRow> {};

TEST_P(Next, IsTheStageThatGoesOnAtOnceOrNone) {
  EXPECT_EQ(NextStage(GetParam().progress), GetParam().next);
}

INSTANTIATE_TEST_SUITE_P(Table, Next,
                         testing::Values(NextRow{"Fetched", Fetched{}, Stage::kFetched},
                                         NextRow{"FileGone", FileGone{}, Stage::kWaiting},
                                         NextRow{"FileBack", FileBack{}, Stage::kFetched},
                                         NextRow{"Said", Said{}, Stage::kTranscribed},
                                         NextRow{"Found", Found{}, Stage::kExtracted},
                                         NextRow{"FillDeal", FillDeal{}, std::nullopt},
                                         NextRow{"Ended", Ended{}, std::nullopt},
                                         NextRow{"Later", Later{}, std::nullopt},
                                         NextRow{"GivenBack", GivenBack{}, std::nullopt},
                                         NextRow{"StagePaused", StagePaused{}, std::nullopt}),
                         RowName());

}  // namespace
}  // namespace novofon
