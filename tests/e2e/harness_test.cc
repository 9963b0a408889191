// The harness's own promises, on which the other tests stand.
#include <gtest/gtest.h>

#include "tests/e2e/mariadb.h"
#include "tests/e2e/notification.h"
#include "tests/e2e/wait.h"

namespace novofon::e2e {
namespace {

TEST(Harness, SignsLikeTheProvider) {
  const Notification start{{"event", "NOTIFY_START"},
                           {"call_start", "2026-01-15 10:00:00"},
                           {"caller_id", "79001234567"},
                           {"called_did", "74951234567"}};
  EXPECT_EQ(SignatureOf(start, "0123456789abcdef0123456789abcdef01234567"),
            "YTkwYWQwNGI1MzJhYzE5Mzk3ZDhlNDQ1Y2Q0ZTMwODg2NzM1NmY0MA==");
}

TEST(Harness, AProgramGetsOnlyTheEnvironmentItIsGiven) {
  const auto finished = RunToEnd({{"/usr/bin/env"}, {{"ONLY", "this"}}, {}});
  EXPECT_EQ(finished.status, 0);
  EXPECT_EQ(finished.out, "ONLY=this\n");
}

TEST(Harness, AMissingProgramIsNamedWithItsPackage) {
  try {
    FindProgram("no-such-program-anywhere", "some-package");
    FAIL() << "found";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("apt-get install some-package"), std::string::npos);
  }
}

TEST(Harness, TheDatabaseKeepsWhatWasCommittedWhenItIsKilled) {
  const ScratchDirectory scratch;
  MariaDb database(scratch.path() / "db");
  database.Connect().Execute("CREATE TABLE kept (n INT PRIMARY KEY)");
  database.Connect().Execute("INSERT INTO kept VALUES (7)");
  const pid_t before = database.pid();
  database.Kill();
  EXPECT_ANY_THROW(database.Connect());
  database.Start();
  EXPECT_NE(database.pid(), before);
  EXPECT_EQ(database.Connect().Value("SELECT n FROM kept"), "7");
}

}  // namespace
}  // namespace novofon::e2e
