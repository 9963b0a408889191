#include "core/receive.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/signature.h"
#include "tests/core/calls.h"

namespace novofon {
namespace {

const TimePoint kNow = Moscow("10:05:00");

Tenant Shop() {
  Tenant tenant;
  tenant.id = kTenant;
  tenant.user_id = "shop";
  tenant.api_secret = Secret("a secret of this test");
  return tenant;
}

// As nginx hands it over; signed with the shop's secret.
Request Signed(const Fields& fields, const std::string& query = "user_id=shop") {
  Request request;
  request.method = "POST";
  request.query = query;
  request.id = "r-1";
  Parameters parameters(fields.begin(), fields.end());
  request.body = BuildQuery(parameters);
  request.content_type = "application/x-www-form-urlencoded";
  request.signature =
      Sign(SignedText(fields).value_or(""), Shop().api_secret, SignatureScheme::kHex);
  return request;
}

int StatusOf(const Request& request, const Tenant& tenant) {
  const std::vector<Tenant> tenants{tenant};
  const auto answer = Admit(request, tenants, kNow);
  if (const auto* const refusal = std::get_if<Refusal>(&answer)) return refusal->reply.status;
  return 200;
}

TEST(Admit, WhoSignsIsHeard) { EXPECT_EQ(StatusOf(Signed(Start()), Shop()), 200); }

TEST(Admit, AnEmptyUserIdIsAsGoodAsNone) {
  EXPECT_EQ(StatusOf(Signed(Start(), "user_id="), Shop()), 200);
  EXPECT_EQ(StatusOf(Signed(Start(), ""), Shop()), 200);
  EXPECT_EQ(StatusOf(Signed(Start(), "user_id=other"), Shop()), 401);
}

TEST(Admit, TheWholeTokenOfTheUrlCheckComesBack) {
  const std::string token(5000, 'x');
  Request request;
  request.method = "GET";
  request.query = "zd_echo=" + token;
  EXPECT_EQ(std::get<Reply>(Admit(request, {}, kNow)).body, token);
}

TEST(Admit, SecretsThatCanNotBeOpenedAreNoFaultOfTheSender) {
  Tenant tenant = Shop();
  tenant.is_sealed = true;
  tenant.api_secret = Secret();
  EXPECT_EQ(StatusOf(Signed(Start()), tenant), 503);
}

// What the journal holds is what was applied.
TEST(Admit, BytesOfNoCharacterAreReplacedOnceTheSignatureIsChecked) {
  const std::vector<Tenant> tenants{Shop()};
  const auto answer =
      Admit(Signed(Start({{"pbx_call_id", "\xFFin_1"}, {"caller_id", "+79161234567\xD0"}})),
            tenants, kNow);
  const auto& admitted = std::get<Admitted>(answer);
  EXPECT_EQ(FieldOf(admitted.entry.fields, "pbx_call_id"), "\xEF\xBF\xBDin_1");
  EXPECT_EQ(CallOf(admitted.event)->key.value, "\xEF\xBF\xBDin_1");
}

class AgeWindow : public testing::Test {
 protected:
  AgeWindow() { tenant_.age_window = std::chrono::seconds{600}; }
  int Status(const Fields& fields) { return StatusOf(Signed(fields), tenant_); }
  Tenant tenant_ = Shop();
};

TEST_F(AgeWindow, LetsInWhatIsRecent) {
  EXPECT_EQ(Status(Start()), 200);
  EXPECT_EQ(Status(Start({{"call_start", "2026-01-15 09:00:00"}})), 401);
  EXPECT_EQ(Status(Start({{"call_start", "2026-01-15 11:00:00"}})), 401);
}

// The same signature fits when text moves from one field to its neighbour.
TEST_F(AgeWindow, IsNotGotRoundByHidingTheStart) {
  EXPECT_EQ(Status(End("answered",
                       {{"call_start", "-"}, {"called_did", "749512300012026-01-15 09:00:00"}})),
            401);
  EXPECT_EQ(Status(End("answered",
                       {{"call_start", "-01-15 09:00:00"}, {"called_did", "749512300012026"}})),
            401);
  EXPECT_EQ(Status(Incoming("NOTIFY_IVR", {{"call_start", "2020-01-15 09:00:00"}})), 401);
}

TEST_F(AgeWindow, AsksNoStartOfEventsThatHaveNone) {
  EXPECT_EQ(Status(Record("r.1")), 200);
  EXPECT_EQ(Status({{"event", "SMS"}, {"result", "{}"}}), 200);
}

std::string AnswerTo(const Tenant& tenant, const CallerCard& card) {
  return AnswerKept({&tenant, {}, CallStarted{}, true}, Kept::kNew, card).body;
}

TEST(AnswerKept, NamesTheClientAndHisDeal) {
  EXPECT_EQ(AnswerTo(Shop(), {"Иван", DealId{8}, "Новые", {}}),
            R"({"status":"ok","caller_name":"Иван, сделка №8 «Новые»"})");
  EXPECT_EQ(AnswerTo(Shop(), {"", DealId{8}, "", {}}),
            R"({"status":"ok","caller_name":"Сделка №8"})");
}

TEST(AnswerKept, RedirectsToAnExtensionAndToNothingElse) {
  Tenant tenant = Shop();
  tenant.redirect_to_owner = true;
  const auto is_redirected = [&](const std::string& owner) {
    return nlohmann::json::parse(AnswerTo(tenant, {"", DealId{8}, "", {owner}}))
        .contains("redirect");
  };
  EXPECT_TRUE(is_redirected("101"));
  // Whatever stood in an unsigned field; some of these are orders to the provider.
  for (const char* text : {"blacklist", "0-1", "1", "101,102", "sip:x", "74951230000", "", "10a"}) {
    EXPECT_FALSE(is_redirected(text)) << text;
  }
}

}  // namespace
}  // namespace novofon
