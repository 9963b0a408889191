#include "tests/e2e/notification.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

namespace novofon::e2e {
namespace {

std::string Joined(const Notification& fields, std::initializer_list<const char*> names) {
  std::string text;
  for (const char* name : names) {
    if (const auto found = fields.find(name); found != fields.end()) text += found->second;
  }
  return text;
}

std::string SignedTextOf(const Notification& fields) {
  const auto event = Joined(fields, {"event"});
  if (event == "NOTIFY_ANSWER") return Joined(fields, {"caller_id", "destination", "call_start"});
  if (event == "NOTIFY_OUT_START" || event == "NOTIFY_OUT_END") {
    return Joined(fields, {"internal", "destination", "call_start"});
  }
  if (event == "NOTIFY_RECORD") return Joined(fields, {"pbx_call_id", "call_id_with_rec"});
  if (event.rfind("NOTIFY_", 0) == 0)
    return Joined(fields, {"caller_id", "called_did", "call_start"});
  return Joined(fields, {"result"});
}

Notification WithoutEmpty(Notification fields) {
  std::erase_if(fields, [](const auto& field) { return field.second.empty(); });
  return fields;
}

}  // namespace

std::string FormOf(const Notification& fields) {
  std::string form;
  for (const auto& [name, value] : fields) {
    form += (form.empty() ? "" : "&") + PercentEncoded(name) + "=" + PercentEncoded(value);
  }
  return form;
}

std::string SignatureOf(const Notification& fields, const std::string& secret) {
  const auto text = SignedTextOf(fields);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data(), &size);
  std::string hex;
  for (unsigned i = 0; i < size; ++i) {
    hex += "0123456789abcdef"[digest[i] >> 4];
    hex += "0123456789abcdef"[digest[i] & 15];
  }
  std::array<unsigned char, 64> base64{};
  const int length =
      EVP_EncodeBlock(base64.data(), reinterpret_cast<const unsigned char*>(hex.data()),
                      static_cast<int>(hex.size()));
  return {base64.begin(), base64.begin() + length};
}

std::string Tenant::Query() const {
  return "user_id=" + PercentEncoded(id) + (token.empty() ? "" : "&token=" + PercentEncoded(token));
}

Request Signed(const Notification& fields, const Tenant& tenant) {
  return {.query = tenant.Query(),
          .body = FormOf(fields),
          .signature = tenant.secret.empty() ? "" : SignatureOf(fields, tenant.secret)};
}

Notification CallScript::Start() const {
  return WithoutEmpty({{"event", "NOTIFY_START"},
                       {"call_start", start},
                       {"pbx_call_id", id},
                       {"caller_id", client},
                       {"called_did", own}});
}

Notification CallScript::Internal() const {
  return With(Start(), {{"event", "NOTIFY_INTERNAL"}, {"internal", extension}});
}

Notification CallScript::Answer() const {
  return WithoutEmpty({{"event", "NOTIFY_ANSWER"},
                       {"call_start", start},
                       {"pbx_call_id", id},
                       {"caller_id", client},
                       {"destination", extension},
                       {"internal", extension}});
}

Notification CallScript::End(const std::string& disposition, int duration) const {
  return With(Start(), {{"event", "NOTIFY_END"},
                        {"internal", extension},
                        {"duration", std::to_string(duration)},
                        {"disposition", disposition},
                        {"status_code", "16"},
                        {"is_recorded", "0"}});
}

Notification CallScript::OutStart() const {
  return WithoutEmpty({{"event", "NOTIFY_OUT_START"},
                       {"call_start", start},
                       {"pbx_call_id", id},
                       {"destination", client},
                       {"caller_id", own},
                       {"internal", extension}});
}

Notification CallScript::OutEnd(const std::string& disposition, int duration) const {
  return With(OutStart(), {{"event", "NOTIFY_OUT_END"},
                           {"duration", std::to_string(duration)},
                           {"disposition", disposition},
                           {"status_code", "16"},
                           {"is_recorded", "0"}});
}

Notification CallScript::Record(const std::string& recording) const {
  return {{"event", "NOTIFY_RECORD"}, {"pbx_call_id", id}, {"call_id_with_rec", recording}};
}

Notification With(Notification fields, const Notification& changes) {
  for (const auto& [name, value] : changes) fields[name] = value;
  return WithoutEmpty(std::move(fields));
}

}  // namespace novofon::e2e
