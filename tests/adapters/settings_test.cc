#include "core/adapters/settings.h"

#include <gtest/gtest.h>

#include <functional>
#include <map>

namespace novofon {
namespace {

using Values = std::map<std::string, std::string, std::less<>>;
using Problems = std::vector<std::string>;

Lookup In(const Values& values) {
  return [&values](std::string_view name) -> std::optional<std::string> {
    const auto found = values.find(name);
    return found == values.end() ? std::nullopt : std::optional(found->second);
  };
}

const std::string kKey(64, '7');

struct SettingsTest : testing::Test {
  Values environment{{"NOVOFON_DB_SOCKET", "/run/mysqld/mysqld.sock"},
                     {"NOVOFON_DB_NAME", "novofon"},
                     {"NOVOFON_DB_USER", "novofon-webhook"},
                     {"STATE_DIRECTORY", "/var/lib/novofon"}};
  Values credentials{{"seal-key", kKey}};

  Settings Good() { return std::get<Settings>(ReadSettings(In(environment), In(credentials))); }

  // The settings that problems name, by their first words.
  Problems Named() {
    const auto result = ReadSettings(In(environment), In(credentials));
    const auto* problems = std::get_if<Problems>(&result);
    if (problems == nullptr) return {};
    Problems names;
    for (const auto& problem : *problems) names.push_back(problem.substr(0, problem.find(' ')));
    return names;
  }
};

TEST_F(SettingsTest, TheFewThatAreNeededAreEnough) {
  const Settings settings = Good();
  EXPECT_EQ(settings.database.socket, "/run/mysqld/mysqld.sock");
  EXPECT_EQ(settings.database.name, "novofon");
  EXPECT_EQ(settings.database.user, "novofon-webhook");
  EXPECT_TRUE(settings.database.password.empty());
  EXPECT_EQ(settings.seal_key.Reveal(), kKey);
  EXPECT_EQ(settings.state_dir, "/var/lib/novofon");
  EXPECT_EQ(settings.spool_max_bytes, 256U * 1024 * 1024);
}

TEST_F(SettingsTest, EverythingCanBeSaid) {
  environment.erase("NOVOFON_DB_SOCKET");
  environment.insert({{"NOVOFON_DB_HOST", "db.example"},
                      {"NOVOFON_DB_PORT", "3307"},
                      {"NOVOFON_DB_CA", "/etc/novofon/ca.pem"},
                      {"NOVOFON_STATE_DIR", "/srv/state"},
                      {"NOVOFON_SPOOL_MAX_BYTES", "1000000"}});
  credentials["db-password"] = "s3cret";
  const Settings settings = Good();
  EXPECT_EQ(settings.database.host, "db.example");
  EXPECT_EQ(settings.database.port, 3307);
  EXPECT_EQ(settings.database.ca, "/etc/novofon/ca.pem");
  EXPECT_EQ(settings.database.password.Reveal(), "s3cret");
  EXPECT_EQ(settings.state_dir, "/srv/state");
  EXPECT_EQ(settings.spool_max_bytes, 1'000'000U);
}

TEST_F(SettingsTest, EverythingThatIsMissingIsNamedAtOnce) {
  environment.clear();
  credentials.clear();
  EXPECT_EQ(Named(), (Problems{"NOVOFON_DB_SOCKET", "NOVOFON_DB_NAME", "NOVOFON_DB_USER",
                               "seal-key", "NOVOFON_STATE_DIR"}));
}

TEST_F(SettingsTest, EmptyCountsAsMissing) {
  for (auto& [name, value] : environment) value.clear();
  EXPECT_EQ(Named(), (Problems{"NOVOFON_DB_SOCKET", "NOVOFON_DB_NAME", "NOVOFON_DB_USER",
                               "NOVOFON_STATE_DIR"}));
}

TEST_F(SettingsTest, AHostNeedsACa) {
  environment.erase("NOVOFON_DB_SOCKET");
  environment["NOVOFON_DB_HOST"] = "db.example";
  EXPECT_EQ(Named(), Problems{"NOVOFON_DB_CA"});
}

TEST_F(SettingsTest, SocketAndHostTogetherAreAmbiguous) {
  environment["NOVOFON_DB_HOST"] = "db.example";
  EXPECT_EQ(Named(), Problems{"NOVOFON_DB_SOCKET"});
}

TEST_F(SettingsTest, ABadKeyIsNamedAndNotQuoted) {
  credentials["seal-key"] = "0123secret";
  const auto result = ReadSettings(In(environment), In(credentials));
  const auto& problems = std::get<Problems>(result);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0], "seal-key is not a key; a key is 64 hex digits");
}

TEST_F(SettingsTest, ARelativeStateDirectoryIsRefused) {
  environment["NOVOFON_STATE_DIR"] = "state";
  EXPECT_EQ(Named(), Problems{"NOVOFON_STATE_DIR"});
}

TEST_F(SettingsTest, WhatIsNoNumberIsNamed) {
  for (const char* port : {"0", "65536", "-1", "33o6", " 3306", "99999999999999999999999"}) {
    environment["NOVOFON_DB_PORT"] = port;
    EXPECT_EQ(Named(), Problems{"NOVOFON_DB_PORT"}) << port;
  }
  environment["NOVOFON_DB_PORT"] = "3306";
  for (const char* bytes : {"0", "256M", "1e9", "-5"}) {
    environment["NOVOFON_SPOOL_MAX_BYTES"] = bytes;
    EXPECT_EQ(Named(), Problems{"NOVOFON_SPOOL_MAX_BYTES"}) << bytes;
  }
}

TEST(Complain, NamesEveryProblemOnStderrAndAsksNotToBeRestarted) {
  testing::internal::CaptureStderr();
  EXPECT_EQ(Complain("novofon-webhook", {"A is not set", "B is not a port"}), 78);
  const std::string said = testing::internal::GetCapturedStderr();
  EXPECT_NE(said.find("novofon-webhook: A is not set\n"), said.npos) << said;
  EXPECT_NE(said.find("novofon-webhook: B is not a port\n"), said.npos) << said;
}

}  // namespace
}  // namespace novofon
