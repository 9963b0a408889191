#include "systemd/ctl/table.h"

#include <gtest/gtest.h>

namespace novofon::ctl {
namespace {

TEST(AsTable, CyrillicIsAlignedByCodePoints) {
  const Json rows =
      Json::array({{{"column", "Новые"}, {"id", 1}}, {{"column", "won"}, {"id", 22}}});
  EXPECT_EQ(AsTable(rows, {"column", "id"}),
            "column  id\n"
            "Новые   1\n"
            "won     22\n");
}

TEST(AsTable, NullIsEmptyAndListsAreJoined) {
  const Json rows =
      Json::array({{{"name", nullptr}, {"phones", Json::array({"+79001", "+79002"})}}});
  EXPECT_EQ(AsTable(rows, {"name", "phones"}), "name  phones\n      +79001, +79002\n");
}

TEST(AsTable, LongCellsAreCutBetweenCodePoints) {
  std::string text;
  for (int i = 0; i < 60; ++i) text += "ж";
  std::string cut;
  for (int i = 0; i < 47; ++i) cut += "ж";
  EXPECT_EQ(AsTable(Json::array({{{"a", text}}}), {"a"}), "a\n" + cut + "…\n");
}

TEST(OneLine, BlanksWhatCouldMoveATerminal) {
  EXPECT_EQ(OneLine("a\x1b[2Jb"), "a [2Jb");
  EXPECT_EQ(OneLine("a\xC2\x9B"
                    "2Jb"),
            "a 2Jb");
  EXPECT_EQ(OneLine("one\ntwo"), "one; two");
}

TEST(AsJson, BytesThatAreNoTextBecomeReplacements) {
  EXPECT_EQ(AsJson(Json("a\xFFz")), "\"a\xEF\xBF\xBDz\"");
}

}  // namespace
}  // namespace novofon::ctl
