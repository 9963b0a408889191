// Every payload that was ever seen, and every vector of the signature, through the whole way.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include "tests/e2e/stack_fixture.h"

namespace novofon::e2e {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

constexpr char kSecret[] = "test-secret-not-real-zadarma-secret";

json ReadJson(const fs::path& file) {
  std::ifstream stream(file);
  return json::parse(stream);
}

std::vector<fs::path> Payloads() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(fs::path(NOVOFON_TEST_DATA) / "payloads")) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string TextOf(const json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

Notification FieldsOf(const json& payload) {
  Notification fields;
  for (const auto& [name, value] : payload["fields"].items()) fields[name] = TextOf(value);
  return fields;
}

// As the payload's own content type has it.
Request RequestOf(const json& payload, const Tenant& tenant) {
  const auto fields = FieldsOf(payload);
  const auto type = payload["content_type"].get<std::string>();
  auto request = Signed(fields, tenant);
  request.content_type = type;
  if (type == "application/json") request.body = payload["fields"].dump();
  if (payload.contains("raw_body")) request.body = payload["raw_body"].get<std::string>();
  return request;
}

// The body of Novofon 2.0's templates with every {{variable}} replaced.
std::string Filled(const std::string& body, const std::string& value) {
  return std::regex_replace(body, std::regex(R"(\{\{[a-z_]+\}\})"), value);
}

class Payload : public StackTest {
 protected:
  static Tenant SendTogether(const std::string& prefix) {
    const auto tenant = stack().AddTenant(kSecret);
    for (const auto& file : Payloads()) {
      if (file.filename().string().rfind(prefix, 0) != 0) continue;
      EXPECT_EQ(stack().client().Send(RequestOf(ReadJson(file), tenant)).status, 200) << file;
    }
    EXPECT_TRUE(stack().WaitUntilApplied());
    return tenant;
  }
};

TEST_F(Payload, EachIsAcceptedAsItsOwnContentTypeAndKeptWithItsFields) {
  const auto tenant = stack().AddTenant(kSecret);
  std::set<std::string> kept;
  for (const auto& file : Payloads()) {
    SCOPED_TRACE(file);
    const auto payload = ReadJson(file);
    if (!payload["fields"].contains("event")) continue;  // the URL check and the templates: below
    const auto reply = stack().client().Send(RequestOf(payload, tenant));
    EXPECT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(json::parse(reply.body).value("status", "ok"), "ok");
    kept.insert(json(FieldsOf(payload)).dump());
  }
  EXPECT_GE(kept.size(), 18U);
  std::set<std::string> journal;
  for (const auto& row :
       stack().database().Connect().Query("SELECT e.fields FROM events e JOIN tenants t ON t.id = "
                                          "e.tenant_id WHERE t.user_id = '" +
                                          tenant.id + "'")) {
    journal.insert(json::parse(row[0]).dump());
  }
  EXPECT_EQ(journal, kept);
}

TEST_F(Payload, TheUrlCheckIsEchoed) {
  const auto payload = ReadJson(fs::path(NOVOFON_TEST_DATA) / "payloads/novofon_zd_echo.json");
  const auto reply = stack().client().Send(
      {.method = "GET", .query = FormOf(FieldsOf(payload)), .content_type = ""});
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, "ping123");
}

TEST_F(Payload, TemplatesOfTheNewCabinetAreKeptAsUnknownEvents) {
  for (const char* name : {"novofon_v2_template_call_end", "novofon_v2_template_record_call"}) {
    const auto payload =
        ReadJson(fs::path(NOVOFON_TEST_DATA) / "payloads" / (name + std::string(".json")));
    const auto body = payload["raw_body"].get<std::string>();
    for (const char* value : {"\"x1\"", "\"\"x1\"\""}) {
      SCOPED_TRACE(std::string(name) + " with " + value);
      const auto tenant = stack().AddTenant("", "token");
      const auto reply = stack().client().Send({.query = tenant.Query(),
                                                .content_type = "application/json",
                                                .body = Filled(body, value)});
      EXPECT_EQ(reply.status, 200) << reply.body;
      EXPECT_EQ(reply.body, R"({"status":"ignored"})");
      const auto fields = json::parse(stack().database().Connect().Value(
          "SELECT e.fields FROM events e JOIN tenants t ON t.id = e.tenant_id WHERE t.user_id = '" +
          tenant.id + "'"));
      EXPECT_EQ(fields.value("call_session_id", ""), "x1");
      EXPECT_EQ(fields.value("contact_info[contact_phone_number]", ""), "x1");
    }
  }
}

TEST_F(Payload, TheOnesOfOneAccountBecomeItsCallsAndOneDeal) {
  const auto tenant = SendTogether("kg_");
  std::map<std::string, std::string> outcomes;
  for (const auto& call : List("calls", tenant)) outcomes[call["pbx_call_id"]] = call["outcome"];
  const std::string zeros(35, '0');
  EXPECT_EQ(outcomes, (std::map<std::string, std::string>{
                          {"in_" + zeros + "1", "answered"},
                          {"in_" + zeros + "3", "missed"},
                          {"in_" + zeros + "5", "answered"},
                          {"out_" + zeros + "2", "answered"},
                          {"out_" + zeros + "4", "not_reached"},
                      }));
  EXPECT_EQ(Only("deals", tenant)["phone"], "+992595517347");
  EXPECT_EQ(Only("recordings", tenant)["call_id_with_rec"], "1790000000.0000001");
  EXPECT_EQ(Only("callbacks", tenant)["pbx_call_id"], "in_" + zeros + "3");
}

TEST_F(Payload, TheOnesOfNovofonBecomeOneAnsweredCallWithItsRecording) {
  const auto tenant = SendTogether("novofon_v1_");
  const auto call = Only("calls", tenant);
  EXPECT_EQ(call["outcome"], "answered");
  EXPECT_EQ(call["duration"], 95);
  EXPECT_EQ(call["started_at"], "2026-09-17T07:15:00Z");
  const auto deal = Only("deals", tenant);
  EXPECT_EQ(deal["phone"], "+79122436604");
  EXPECT_EQ(deal["column"], "Новые");
  EXPECT_EQ(Only("recordings", tenant)["pbx_call_id"], "in-0001");
}

TEST_F(Payload, EverySignatureOfTheVectorsIsAcceptedAndADamagedOneIsNot) {
  std::map<std::string, Tenant> tenants;
  int sent = 0;
  for (const auto& vector : ReadJson(fs::path(NOVOFON_TEST_DATA) / "vectors/webhook.json")) {
    const auto name = vector["name"].get<std::string>();
    const auto secret = vector["secret"].get<std::string>();
    SCOPED_TRACE(name);
    if (!tenants.contains(secret)) tenants[secret] = stack().AddTenant(secret);
    auto fields = FieldsOf(vector);
    if (!fields.contains("event")) {
      fields["event"] = name.rfind("CALL_TRACKING", 0) == 0 ? "CALL_TRACKING" : "SMS";
    }
    auto request = Signed(fields, tenants[secret]);
    request.signature = vector["signature"].get<std::string>();
    auto damaged = request;
    damaged.signature[10] = damaged.signature[10] == 'A' ? 'B' : 'A';
    EXPECT_EQ(stack().client().Send(damaged).status, 401);
    const auto reply = stack().client().Send(request);
    EXPECT_EQ(reply.status, 200) << reply.body;
    ++sent;
  }
  EXPECT_GE(sent, 16);
}

}  // namespace
}  // namespace novofon::e2e
