// A whole notification, as anybody may send it: the first byte picks the Content-Type, the rest is
// the body. What the decoder understands must keep its promises all the way to the journal.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/decode.h"
#include "core/event.h"
#include "core/identity.h"
#include "core/signature.h"

namespace {

constexpr std::array<std::string_view, 6> kTypes{"application/x-www-form-urlencoded",
                                                 "application/json",
                                                 "text/plain",
                                                 "",
                                                 "multipart/form-data; boundary=b",
                                                 "multipart/form-data; boundary=\"b\\\"c\"; x=y"};

void Require(bool promise) {
  if (!promise) std::abort();
}

void FollowToTheJournal(const novofon::Fields& fields) {
  Require(fields.size() <= novofon::kMaxFields);
  for (const auto& [name, value] : fields) Require(!name.empty());

  const novofon::Secret secret("secret");
  if (const auto text = novofon::SignedText(fields)) {
    const auto scheme = novofon::SignatureScheme::kHex;
    Require(novofon::VerifySignature(*text, novofon::Sign(*text, secret, scheme), secret, scheme));
  }
  const novofon::Event event = novofon::ReadEvent(fields);
  if (const auto* call = novofon::CallOf(event)) {
    Require(!call->key.value.empty() && call->key.value.size() <= 100);
  }
  const novofon::Identity identity = novofon::IdentityOf(novofon::TenantId{1}, fields);
  Require(novofon::IdentityFromHex(novofon::ToHex(identity)) == identity);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0 || size > novofon::kMaxBody) return 0;
  const std::string_view body(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto decoded = novofon::DecodeBody(kTypes[data[0] % kTypes.size()], body);
  if (const auto* bad = std::get_if<novofon::Malformed>(&decoded)) Require(!bad->why.empty());
  if (const auto* fields = std::get_if<novofon::Fields>(&decoded)) FollowToTheJournal(*fields);
  return 0;
}
