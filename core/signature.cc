#include "core/signature.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <span>

#include "core/blanks.h"
#include "core/digest.h"

namespace novofon {
namespace {

using SignedNames = std::span<const std::string_view>;

// Empty when nothing is documented for the event.
SignedNames SignedNamesOf(const Fields& fields) {
  static constexpr std::string_view kIncoming[] = {"caller_id", "called_did", "call_start"};
  static constexpr std::string_view kAnswer[] = {"caller_id", "destination", "call_start"};
  static constexpr std::string_view kOutgoing[] = {"internal", "destination", "call_start"};
  static constexpr std::string_view kRecord[] = {"pbx_call_id", "call_id_with_rec"};
  static constexpr std::string_view kResult[] = {"result"};
  const std::string_view event = WithoutBlanks(FieldOf(fields, "event"));
  if (event == "NOTIFY_START" || event == "NOTIFY_INTERNAL" || event == "NOTIFY_END" ||
      event == "NOTIFY_IVR") {
    return kIncoming;
  }
  if (event == "NOTIFY_ANSWER") return kAnswer;
  if (event == "NOTIFY_OUT_START" || event == "NOTIFY_OUT_END") return kOutgoing;
  if (event == "NOTIFY_RECORD") return kRecord;
  if (event == "SMS" || event == "NUMBER_LOOKUP" || event == "CALL_TRACKING") return kResult;
  return {};
}

// PHP keeps "12" and "-3" as integers, but not "012", "-0" or what does not fit.
std::optional<std::int64_t> AsPhpInteger(std::string_view key) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), number);
  if (error != std::errc() || std::to_string(number) != key) return std::nullopt;
  return number;
}

// ksort's order for keys that occur: integers by value, then names by their bytes.
bool ComesFirst(std::string_view a, std::string_view b) {
  const auto left = AsPhpInteger(a);
  const auto right = AsPhpInteger(b);
  if (left && right) return *left < *right;
  if (left.has_value() != right.has_value()) return left.has_value();
  return a < b;
}

void AppendEncoded(std::string& query, std::string_view text) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_alphanumeric =
        (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (is_alphanumeric || c == '-' || c == '_' || c == '.') {
      query += c;
    } else if (c == ' ') {
      query += '+';
    } else {
      query += '%';
      query += kDigits[byte >> 4];
      query += kDigits[byte & 15];
    }
  }
}

std::span<const std::uint8_t> BytesOf(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace

std::optional<std::string> SignedText(const Fields& fields) {
  const SignedNames names = SignedNamesOf(fields);
  if (names.empty()) return std::nullopt;
  std::string text;
  for (const auto name : names) text += FieldOf(fields, name);
  return text;
}

bool IsStartSigned(const Fields& fields) {
  const SignedNames names = SignedNamesOf(fields);
  return std::ranges::find(names, "call_start") != names.end();
}

std::string Sign(std::string_view text, const Secret& secret, SignatureScheme scheme) {
  const Sha1Digest digest = HmacSha1(secret.Reveal(), text);
  return scheme == SignatureScheme::kRaw ? Base64Of(digest) : Base64Of(BytesOf(HexOf(digest)));
}

bool VerifySignature(std::string_view text, std::string_view signature, const Secret& secret,
                     SignatureScheme scheme) {
  if (secret.empty()) return false;  // Anybody can sign with the empty key.
  return SameInConstantTime(Sign(text, secret, scheme), WithoutBlanks(signature));
}

std::string BuildQuery(Parameters parameters) {
  std::stable_sort(parameters.begin(), parameters.end(),
                   [](const auto& a, const auto& b) { return ComesFirst(a.first, b.first); });
  std::string query;
  for (const auto& [name, value] : parameters) {
    if (!query.empty()) query += '&';
    AppendEncoded(query, name);
    query += '=';
    AppendEncoded(query, value);
  }
  return query;
}

std::string RestAuthorization(std::string_view path, std::string_view query,
                              std::string_view api_key, const Secret& api_secret) {
  std::string text(path);
  text += query;
  text += Md5Hex(query);
  return std::string(api_key) + ':' + Sign(text, api_secret, SignatureScheme::kHex);
}

}  // namespace novofon
