// What schema step 2 makes of a database that has recordings already.
#include <gtest/gtest.h>

#include "core/adapters/schema.h"
#include "core/adapters/schema_version.h"
#include "tests/contract/mysql_recording_stores.h"
#include "tests/contract/recording_contract.h"
#include "tests/e2e/ctl.h"

namespace novofon {
namespace {

using namespace std::chrono_literals;

class Migration : public testing::Test {
 protected:
  Migration()
      : server(directory.path() / "db"),
        session(server.Connect()),
        ctl(Environment()),
        database(Address()) {
    e2e::WriteFile(Credential("seal-key"), std::string(Seal::NewKey().Reveal()), 0600);
    e2e::WriteFile(Credential("db-password"), e2e::MariaDb::kPassword, 0600);
    Database::LoadDriver();
    for (const std::string& statement : StepOf(0)) session.Execute(statement);
    session.Execute(
        "INSERT INTO tenants (id,user_id,name,api_key,created_at) VALUES"
        " (1,'crm','Чистый дом','key-1','2026-01-15')");
    session.Execute("INSERT INTO appliers VALUES (1,100)");
    session.Execute(
        "INSERT INTO recordings VALUES (1,10,'17.1','in_1','2026-01-15 09:00:40'),"
        "(1,11,'17.2','in_2','2026-01-14 09:00:40.5')");
  }

  static std::vector<std::string> StepOf(std::size_t i) {
    return Statements(SchemaSteps().at(i).text);
  }
  std::filesystem::path Credential(const std::string& name) {
    std::filesystem::create_directories(directory.path() / "credentials");
    return directory.path() / "credentials" / name;
  }
  e2e::Environment Environment() const {
    return {{"NOVOFON_DB_SOCKET", server.socket().string()},
            {"NOVOFON_DB_NAME", e2e::MariaDb::kDatabase},
            {"NOVOFON_DB_USER", e2e::MariaDb::kUser},
            {"NOVOFON_STATE_DIR", directory.path().string()},
            {"CREDENTIALS_DIRECTORY", (directory.path() / "credentials").string()}};
  }
  DatabaseAddress Address() const {
    DatabaseAddress address;
    address.socket = server.socket();
    address.name = e2e::MariaDb::kDatabase;
    address.user = e2e::MariaDb::kUser;
    address.password = Secret(e2e::MariaDb::kPassword);
    return address;
  }
  void ExpectBothWaiting() {
    EXPECT_EQ(CheckSchema(database), std::nullopt);
    MysqlRecordingStores recordings(database);
    WorkRow waiting;
    waiting.work_at = ParseUtc("2026-01-15T09:00:40Z");
    EXPECT_EQ(recordings.WorkOf(TenantId{1}, RecordingKey{"17.1"}), waiting);
    waiting.work_at = *ParseUtc("2026-01-14T09:00:40Z") + 500ms;
    EXPECT_EQ(recordings.WorkOf(TenantId{1}, RecordingKey{"17.2"}), waiting);
    EXPECT_EQ(session.Number("SELECT COUNT(*) FROM recording_work"), 2);
  }

  e2e::ScratchDirectory directory;
  e2e::MariaDb server;
  e2e::SqlSession session;
  e2e::Ctl ctl;
  Database database;
};

TEST_F(Migration, RecordingsOfTheFirstVersionWaitToBeWorkedAt) {
  EXPECT_EQ(SchemaVersionOf(database), 1u);
  EXPECT_NE(CheckSchema(database), std::nullopt);
  EXPECT_NE(ctl.Run({"migrate"}).find("applied 002_recordings.sql"), std::string::npos);
  ExpectBothWaiting();
}

TEST_F(Migration, TheyAreHandedOutTheLongestDueFirst) {
  ctl.Run({"migrate"});
  MysqlRecordingLeases leases(database);
  const TimePoint now = *ParseUtc("2026-01-16T00:00:00Z");
  const auto first = leases.Take(kRun, now, kLease);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->recording.value, "17.2");
  EXPECT_EQ(first->call.value, "in_2");
  EXPECT_EQ(first->direction, Direction::kUnknown) << "its call's row is gone";
  ASSERT_TRUE(leases.Take(kRun, now, kLease));
  EXPECT_FALSE(leases.Take(kRun, now, kLease));
}

TEST_F(Migration, AgainThereIsNothingToDo) {
  ctl.Run({"migrate"});
  EXPECT_NE(ctl.Run({"migrate"}).find("nothing to do"), std::string::npos);
  ExpectBothWaiting();
}

TEST_F(Migration, WhereItWasInterruptedItGoesOn) {
  // Killed between the first table and the note of it.
  session.Execute(StepOf(1).front());
  ctl.Run({"migrate"});
  ExpectBothWaiting();
}

}  // namespace
}  // namespace novofon
