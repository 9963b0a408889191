#include "core/adapters/service_failure.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "core/russian_text.h"

namespace novofon {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostMessage = 300;
constexpr std::size_t kMostJson = 64 * 1024;  // bytes of an answer that is still read as JSON
constexpr int kDeepest = 32;                  // levels of it; dump() calls itself for each

// What lies deeper is left out.
Json Parsed(const std::string& body) {
  if (body.size() > kMostJson) return Json(Json::value_t::discarded);
  return Json::parse(
      body, [](int depth, Json::parse_event_t, const Json&) { return depth <= kDeepest; }, false);
}

const Json& Member(const Json& object, const char* name) {
  static const Json nothing;
  if (!object.is_object()) return nothing;
  const auto found = object.find(name);
  return found == object.end() ? nothing : *found;
}

std::string TextOf(const Json& value) {
  return value.is_string() ? value.get<std::string>() : std::string();
}

void ReadStatus(const Json& value, ServiceError& error) {
  if (value.is_number_integer() && value >= 100 && value < 600)
    error.body_status = value.get<int>();
}

// OpenRouter's limits, told with a 200: milliseconds since 1970. The server's own clock says how
// far off that is.
void ReadReset(const Json& headers, const std::optional<TimePoint>& date, Failed& failed) {
  const Json& told = Member(headers, "X-RateLimit-Reset");
  const std::string text = told.is_number_integer() ? told.dump() : TextOf(told);
  std::int64_t milliseconds = 0;
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, milliseconds);
  constexpr std::int64_t kYear10000 = 253'402'300'800'000;
  const bool is_time =
      error == std::errc() && stopped == end && milliseconds >= 0 && milliseconds < kYear10000;
  if (failed.retry_after || !date || !is_time) return;
  const auto wait = std::chrono::milliseconds(milliseconds) - date->time_since_epoch();
  failed.retry_after =
      std::max(std::chrono::ceil<std::chrono::seconds>(wait), std::chrono::seconds(0));
}

void ReadErrorObject(const Json& told, const std::optional<TimePoint>& date, Failed& failed) {
  ServiceError& error = failed.error;
  const Json& metadata = Member(told, "metadata");
  const Json& availability = Member(told, "availability");
  error.code = TextOf(Member(told, "code"));
  if (error.code.empty()) error.code = TextOf(Member(availability, "code"));
  ReadStatus(Member(told, "http_status"), error);
  ReadStatus(Member(told, "code"), error);
  for (const Json* type : {&Member(metadata, "error_type"), &Member(told, "error_type"),
                           &Member(told, "type"), &Member(told, "name")}) {
    if (error.type.empty()) error.type = TextOf(*type);
  }
  // OpenRouter's moderation has no type of its own; without one a 403 would be the account's.
  const bool flagged =
      Member(metadata, "flagged_input").is_string() || Member(metadata, "reasons").is_array();
  if (flagged && error.type.empty()) error.type = "moderation";
  error.message = TextOf(Member(told, "message"));
  // «Provider returned error»: what he returned says more.
  if (const Json& raw = Member(metadata, "raw"); raw.is_string()) {
    error.message += ": " + raw.get<std::string>();
  }
  if (const Json& retry = Member(availability, "retryable"); retry.is_boolean()) {
    error.server_says_retry = retry.get<bool>();
  }
  const Json& wait = Member(availability, "retry_after");
  if (!failed.retry_after && wait.is_number() && wait >= 0 && wait < 1'000'000) {
    failed.retry_after = std::chrono::seconds(std::llround(std::ceil(wait.get<double>())));
  }
  ReadReset(Member(metadata, "headers"), date, failed);
}

}  // namespace

Failed FailedBy(TransportError error) {
  Failed failed;
  failed.error.transport = error;
  return failed;
}

Failed UnreadableAnswer(const WebAnswer& answer) {
  Failed failed;
  failed.error.http_status = answer.status;
  failed.error.unreadable = answer.status == 200;
  failed.retry_after = answer.retry_after;
  return failed;
}

Failed ReadFailure(const WebAnswer& answer) {
  Failed failed;
  failed.error.http_status = answer.status;
  failed.retry_after = answer.retry_after;
  const Json json = Parsed(answer.body);
  const Json& told = Member(json, "error");
  const Json& detail = Member(json, "detail");
  if (told.is_object()) {
    ReadErrorObject(told, answer.date, failed);
  } else if (told.is_string()) {
    failed.error.message = told.get<std::string>();
  } else if (!detail.is_null()) {
    failed.error.message = detail.is_string() ? detail.get<std::string>() : detail.dump();
  } else if (json.is_discarded() && answer.status != 200 &&  // a 200 may hold what was said
             !answer.content_type.starts_with("text/html")) {
    failed.error.message = answer.body;
  }
  failed.error.message = std::string(WholeCharacters(failed.error.message, kMostMessage));
  if (answer.should_retry) failed.error.server_says_retry = answer.should_retry;
  return failed;
}

}  // namespace novofon
