#include "systemd/ctl/letter.h"

#include <gtest/gtest.h>

#include "systemd/ctl/webhook_url.h"

namespace novofon::ctl {
namespace {

Tenant TenantNamed(const std::string& user_id, const std::string& token) {
  Tenant tenant;
  tenant.user_id = user_id;
  tenant.url_token = Secret(token);
  return tenant;
}

TEST(Letter, AsksForAllFiveEventsOfTheExtension) {
  const std::string letter =
      LetterText({"https://crm.example.com/api/webhooks/novofon?user_id=1", "205", "appid_1"});
  for (const char* part :
       {"support@novofon.com", "Внутренний номер АТС: 205", "NOTIFY_END", "NOTIFY_OUT_END",
        "NOTIFY_RECORD", "NOTIFY_START", "NOTIFY_OUT_START", "Key для API: appid_1\n",
        "Webhook URL: https://crm.example.com/api/webhooks/novofon?user_id=1\n"}) {
    EXPECT_NE(letter.find(part), std::string::npos) << part;
  }
}

TEST(WebhookUrl, NamesTheTenantOnce) {
  const Tenant tenant = TenantNamed("kostroma", "");
  EXPECT_EQ(WebhookUrl("https://a.example/hook", tenant),
            "https://a.example/hook?user_id=kostroma");
  EXPECT_EQ(WebhookUrl("https://a.example/hook?x=1", tenant),
            "https://a.example/hook?x=1&user_id=kostroma");
  EXPECT_EQ(WebhookUrl("https://a.example/hook?user_id=kostroma", tenant),
            "https://a.example/hook?user_id=kostroma");
}

TEST(WebhookUrl, OfAnotherTenantIsRefused) {
  EXPECT_THROW(WebhookUrl("https://a.example/hook?user_id=tver", TenantNamed("kostroma", "")),
               Refused);
}

TEST(WebhookUrl, AHostAloneGetsThePluginsPath) {
  EXPECT_EQ(WebhookUrl("https://a.example:8443", TenantNamed("1", "")),
            "https://a.example:8443/api/webhooks/novofon?user_id=1");
}

TEST(WebhookUrl, ASlashBehindTheHostOrTheShippedPathIsNotSent) {
  const Tenant tenant = TenantNamed("1", "");
  for (const char* url :
       {"https://a.example/", "https://a.example", "https://a.example/api/webhooks/novofon/"}) {
    EXPECT_EQ(WebhookUrl(url, tenant), "https://a.example/api/webhooks/novofon?user_id=1") << url;
  }
  EXPECT_EQ(WebhookUrl("https://a.example/?x=1", tenant),
            "https://a.example/api/webhooks/novofon?x=1&user_id=1");
  EXPECT_EQ(WebhookUrl("https://a.example/mine/", tenant), "https://a.example/mine/?user_id=1");
}

TEST(WebhookUrl, WithAFragmentIsRefused) {
  EXPECT_THROW(WebhookUrl("https://a.example/h#x", TenantNamed("1", "")), Refused);
}

TEST(WebhookUrl, TheTokenIsEncodedAndOnlyThereWhenAskedFor) {
  const Tenant tenant = TenantNamed("1", "a&b c");
  EXPECT_EQ(WebhookUrl("https://a.example/h", tenant), "https://a.example/h?user_id=1");
  EXPECT_EQ(WebhookUrlWithToken("https://a.example/h", tenant),
            "https://a.example/h?user_id=1&token=a%26b+c");
}

}  // namespace
}  // namespace novofon::ctl
