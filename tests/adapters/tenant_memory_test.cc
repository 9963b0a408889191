#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/adapters/tenant_store.h"

namespace novofon {
namespace {

namespace fs = std::filesystem;

std::vector<Tenant> Two() {
  Tenant plain;
  plain.id = TenantId{1};
  plain.user_id = "plain";
  plain.api_secret = Secret("s3cret-of-plain");
  Tenant other;
  other.id = TenantId{2};
  other.user_id = "other";
  other.name = "Ромашка \xff";
  other.api_key = "key";
  other.url_token = Secret("token-of-other");
  other.signature_scheme = SignatureScheme::kRaw;
  other.age_window = std::chrono::seconds{600};
  other.redirect_to_owner = true;
  other.return_timeout = std::chrono::seconds{0};
  other.rules = {"Asia/Omsk", "KZ", true, std::chrono::seconds{5}};
  return {plain, other};
}

class TenantMemory : public testing::Test {
 protected:
  TenantMemory() {
    std::string pattern = testing::TempDir() + "tenants-XXXXXX";
    directory_ = mkdtemp(pattern.data());
    file_ = directory_ / "tenants.json";
  }
  ~TenantMemory() override { fs::remove_all(directory_); }

  std::string Text() const {
    std::ostringstream text;
    text << std::ifstream(file_).rdbuf();
    return text.str();
  }

  fs::path directory_;
  fs::path file_;
  Seal seal_{Seal::NewKey()};
};

TEST_F(TenantMemory, TenantsComeBackWithTheirSecretsAndRules) {
  RememberTenants(file_, seal_, Two());
  auto expected = Two();
  expected[1].name = "Ромашка \xEF\xBF\xBD";  // the name is for people only
  EXPECT_TRUE(RecallTenants(file_, seal_) == expected);
}

TEST_F(TenantMemory, TheLatestStandsAlone) {
  RememberTenants(file_, seal_, Two());
  RememberTenants(file_, seal_, {});
  EXPECT_TRUE(RecallTenants(file_, seal_) == std::vector<Tenant>{});
  EXPECT_EQ(std::distance(fs::directory_iterator(directory_), fs::directory_iterator()), 1);
}

TEST_F(TenantMemory, NobodyElseMayReadItAndItShowsNoSecret) {
  RememberTenants(file_, seal_, Two());
  EXPECT_EQ(fs::status(file_).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_NE(Text().find("plain"), std::string::npos);
  EXPECT_EQ(Text().find("s3cret"), std::string::npos);
  EXPECT_EQ(Text().find("token-of"), std::string::npos);
}

TEST_F(TenantMemory, AnotherKeyRecallsNothing) {
  RememberTenants(file_, seal_, Two());
  EXPECT_FALSE(RecallTenants(file_, Seal(Seal::NewKey())));
}

TEST_F(TenantMemory, WhatIsMissingOrCutShortRecallsNothing) {
  EXPECT_FALSE(RecallTenants(file_, seal_));
  RememberTenants(file_, seal_, Two());
  const std::string whole = Text();
  for (const std::size_t length : {std::size_t{0}, std::size_t{1}, whole.size() - 1}) {
    std::ofstream(file_, std::ios::trunc) << whole.substr(0, length);
    EXPECT_FALSE(RecallTenants(file_, seal_)) << length;
  }
}

TEST_F(TenantMemory, WhatCanNotBeWrittenIsAnError) {
  EXPECT_THROW(RememberTenants(directory_ / "missing/tenants.json", seal_, Two()),
               std::runtime_error);
}

}  // namespace
}  // namespace novofon
