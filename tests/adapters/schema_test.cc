#include "core/adapters/schema.h"

#include <gtest/gtest.h>

namespace novofon {
namespace {

using Texts = std::vector<std::string>;

TEST(Statements, AreTakenApartAtSemicolonsWithoutBlanksAndComments) {
  EXPECT_EQ(Statements("-- one; two\nCREATE TABLE a (  -- why; how\n  b INT\n);\n\n"
                       "INSERT INTO a VALUES (1) ;\n-- end"),
            (Texts{"CREATE TABLE a (  \n  b INT\n)", "INSERT INTO a VALUES (1)"}));
}

TEST(Statements, TheLastOneNeedsNoSemicolon) { EXPECT_EQ(Statements("A;B"), (Texts{"A", "B"})); }

TEST(Statements, ThereAreNoneInBlanksAndComments) {
  EXPECT_EQ(Statements(""), Texts{});
  EXPECT_EQ(Statements(" ;\n;; -- a;b\n--"), Texts{});
}

TEST(SchemaSteps, AreNumberedFromOneAndEndByTellingTheirNumber) {
  const auto& steps = SchemaSteps();
  ASSERT_FALSE(steps.empty());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    EXPECT_EQ(steps[i].name.substr(0, 4), std::string(3 - number.size(), '0') + number + "_");
    const auto statements = Statements(steps[i].text);
    ASSERT_FALSE(statements.empty()) << steps[i].name;
    EXPECT_NE(statements.back().find("schema_version"), std::string::npos) << steps[i].name;
  }
}

}  // namespace
}  // namespace novofon
