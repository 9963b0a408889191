#include "core/transcript.h"

#include <gtest/gtest.h>

namespace novofon {
namespace {

Segment Said(double start, std::string text) { return {start, start + 1, "", std::move(text)}; }

TEST(MergeChannels, TwoChannelsBecomeOneDialogueInOrderOfTime) {
  const Transcript merged = MergeChannels(
      {{"", {Said(0, " Добрый день!"), Said(6, "Когда удобно?")}, "ru"},
       {"", {Said(2, "Здравствуйте."), Said(4, " Нужна уборка. "), Said(8, "Завтра.")}, "ru"}});
  EXPECT_EQ(merged.text,
            "Оператор: Добрый день!\n"
            "Клиент: Здравствуйте. Нужна уборка.\n"
            "Оператор: Когда удобно?\n"
            "Клиент: Завтра.");
  EXPECT_EQ(merged.language, "ru");
  ASSERT_EQ(merged.segments.size(), 5u);
  EXPECT_EQ(merged.segments[2].speaker, kClient);
  EXPECT_EQ(merged.segments[2].start, 4);
}

TEST(MergeChannels, WhoStartsTogetherStandsOperatorFirst) {
  const Transcript merged = MergeChannels({{"", {Said(1, "а")}, ""}, {"", {Said(1, "б")}, "ru"}});
  EXPECT_EQ(merged.text, "Оператор: а\nКлиент: б");
  EXPECT_EQ(merged.language, "ru");
}

TEST(MergeChannels, AChannelWithoutSegmentsStandsAtTheStart) {
  const Transcript merged = MergeChannels({{"", {Said(3, "Слушаю.")}, ""}, {"Алло.", {}, ""}});
  EXPECT_EQ(merged.text, "Клиент: Алло.\nОператор: Слушаю.");
}

TEST(MergeChannels, ASilentChannelLeavesNoLine) {
  EXPECT_EQ(MergeChannels({{" ", {}, ""}, {"", {Said(1, "Алло"), Said(2, "  ")}, ""}}).text,
            "Клиент: Алло");
}

TEST(RenderDialogue, WithoutSpeakersItIsPlainText) {
  EXPECT_EQ(RenderDialogue({Said(0, "Добрый день."), Said(1, " Алло.")}), "Добрый день. Алло.");
  EXPECT_EQ(RenderDialogue({}), "");
}

}  // namespace
}  // namespace novofon
