// Programs that can't run say why, all of it at once, and end with 78.
#include "tests/e2e/stack_fixture.h"

namespace novofon::e2e {
namespace {

constexpr int kExConfig = 78;

class Configuration : public StackTest, public testing::WithParamInterface<const char*> {
 protected:
  static Command CommandOf(const std::string& program, const Environment& environment) {
    if (program == "novofonctl") return {{NOVOFON_CTL, "tenant", "list"}, environment, {}};
    return {{NOVOFON_WEBHOOK}, environment, {}};
  }
};

TEST_P(Configuration, AnEmptyEnvironmentNamesEverythingThatIsMissing) {
  const auto ended = RunToEnd(CommandOf(GetParam(), {}));
  EXPECT_EQ(ended.status, kExConfig);
  for (const char* missing : {"NOVOFON_DB_SOCKET", "NOVOFON_DB_NAME", "NOVOFON_DB_USER",
                              "NOVOFON_STATE_DIR", "seal-key"}) {
    EXPECT_NE(ended.err.find(missing), std::string::npos) << missing << " in: " << ended.err;
  }
}

TEST_P(Configuration, AnotherSchemaVersionIsRefusedNamingBoth) {
  Stack other;
  const auto spoken = other.database().Connect().Value("SELECT version FROM schema_version");
  other.database().Connect().Execute("UPDATE schema_version SET version = 999");
  const auto ended = RunToEnd(CommandOf(GetParam(), other.environment()));
  EXPECT_EQ(ended.status, kExConfig);
  EXPECT_NE(ended.err.find("999"), std::string::npos) << ended.err;
  EXPECT_NE(ended.err.find(spoken), std::string::npos) << ended.err;
}

INSTANTIATE_TEST_SUITE_P(Programs, Configuration, testing::Values("novofon-webhook", "novofonctl"),
                         [](const auto& tested) {
                           return std::string(tested.param) == "novofonctl" ? "Ctl" : "Webhook";
                         });

TEST(PoolWithoutADatabase, RefusesAnotherSchemaVersionWhenItIsBack) {
  Stack stack;
  stack.pool().Stop();
  stack.database().Connect().Execute("UPDATE schema_version SET version = 999");
  stack.database().Kill();
  const auto log = stack.directory() / "alone.log";
  Process program({{FindProgram("spawn-fcgi", "spawn-fcgi"), "-n", "-s",
                    (stack.directory() / "alone.sock").string(), "--", NOVOFON_WEBHOOK},
                   stack.environment(),
                   log});
  ASSERT_TRUE(
      WaitUntil(30s, [&] { return ReadFile(log).find("event=started") != std::string::npos; }));
  stack.database().Start();
  EXPECT_EQ(program.Wait(60s), kExConfig);
  EXPECT_NE(ReadFile(log).find("999"), std::string::npos) << ReadFile(log);
}

TEST(TenantSettings, ThatMakeNoSenseAreRefused) {
  Stack stack;
  const auto tenant = stack.AddTenant();
  const auto set = [&](const std::string& option, const std::string& value) {
    return stack.ctl().Try({"tenant", "set", "--id", tenant.id, option, value});
  };
  EXPECT_EQ(set("--min-seconds", "nan").status, 2);
  for (const char* url : {"https://", "https:///x", "http://[::1", "https://:443/v1",
                          "https://host:99999/v1", "ftp://host/", "host/v1", "https://a@b/"}) {
    EXPECT_EQ(set("--stt-url", url).status, 2) << url;
  }
  for (const char* host : {"*", "a b", "*.example.com", "host:0", "host:99999", "a/b"}) {
    EXPECT_EQ(set("--allow-host", host).status, 2) << host;
  }
  const auto file = stack.directory() / "two-lines";
  WriteFile(file, "sk-one\nsk-two\n", 0600);
  const auto refused = set("--stt-key-file", file.string());
  EXPECT_EQ(refused.status, 1);
  EXPECT_NE(refused.err.find("more than one line"), std::string::npos) << refused.err;
}

TEST(TenantSettings, ATenantIsAddedWholeOrNotAtAll) {
  Stack stack;
  const auto secret = stack.directory() / "secret";
  WriteFile(secret, "secret-of-a-test\n", 0600);
  const std::vector<std::string> add{"tenant",       "add",    "--id",
                                     "new",          "--name", "Новый",
                                     "--api-key",    "k",      "--api-secret-file",
                                     secret.string()};
  const auto with = [&](const char* option, const std::string& value) {
    auto arguments = add;
    arguments.insert(arguments.end(), {option, value});
    return stack.ctl().Try(arguments);
  };
  EXPECT_EQ(with("--region", "XX").status, 2);
  const auto refused = with("--stt-key-file", "/nonexistent");
  EXPECT_EQ(refused.status, 1);
  EXPECT_NE(refused.err.find("/nonexistent"), std::string::npos) << refused.err;
  EXPECT_EQ(with("--region", "KZ").status, 0) << "something of the refused one was made";
}

TEST(Migrate, IsHarmlessASecondTime) {
  Stack stack;
  EXPECT_EQ(stack.ctl().Try({"migrate"}).status, 0);
  EXPECT_EQ(stack.StopAndComplain(), "");
}

}  // namespace
}  // namespace novofon::e2e
