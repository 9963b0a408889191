#include "core/adapters/chat_answer.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/adapters/service_failure.h"
#include "core/blanks.h"

namespace novofon {
namespace {

using Json = nlohmann::json;

// Bytes; far more than any field or quote may have, so what is longer is nothing.
constexpr std::size_t kLongestValue = 2000;
constexpr std::size_t kLongestQuote = 8000;

constexpr int kDeepest = 32;  // levels of an answer; what lies deeper is left out

Json Parsed(std::string_view text) {
  return Json::parse(
      text, [](int depth, Json::parse_event_t, const Json&) { return depth <= kDeepest; }, false);
}

const Json& Member(const Json& object, const char* name) {
  static const Json nothing;
  if (!object.is_object()) return nothing;
  const auto found = object.find(name);
  return found == object.end() ? nothing : *found;
}

// Some servers write null, false or "" where there is no error.
bool IsTold(const Json& error) {
  return error.is_object() || error.is_array() || (error.is_string() && error != "");
}

std::string TextOf(const Json& value) {
  return value.is_string() ? value.get<std::string>() : std::string();
}

// A text, or an array of parts of which some are text.
std::string ContentOf(const Json& message) {
  const Json& content = Member(message, "content");
  if (!content.is_array()) return TextOf(content);
  std::string all;
  for (const Json& part : content)
    all += part.is_string() ? TextOf(part) : TextOf(Member(part, "text"));
  return all;
}

// The object in it, whatever stands around: ```json fences, thoughts, a sentence.
Json ObjectIn(std::string_view content) {
  constexpr std::string_view kThought = "</think>";
  if (const auto thought = content.rfind(kThought); thought != std::string_view::npos) {
    content.remove_prefix(thought + kThought.size());
  }
  const auto first = content.find('{');
  const auto last = content.rfind('}');
  if (first == std::string_view::npos || last == std::string_view::npos || last < first) return {};
  const Json parsed = Parsed(content.substr(first, last - first + 1));
  return parsed.is_object() ? parsed : Json();
}

std::optional<Claim> ClaimOf(const Json& field) {
  Claim claim{TextOf(Member(field, "value")), TextOf(Member(field, "quote"))};
  const bool said = !WithoutBlanks(claim.value).empty() && !WithoutBlanks(claim.quote).empty();
  if (!said || claim.value.size() > kLongestValue || claim.quote.size() > kLongestQuote) {
    return std::nullopt;
  }
  return claim;
}

std::optional<std::uint64_t> CountOf(const Json& value) {
  if (!value.is_number_integer() || value < 0) return std::nullopt;
  return value.get<std::uint64_t>();
}

Cost CostOf(const Json& usage) {
  Cost cost;
  const Json& usd = Member(usage, "cost");
  if (usd.is_number() && std::isfinite(usd.get<double>()) && usd >= 0) cost.usd = usd.get<double>();
  cost.input_tokens = CountOf(Member(usage, "prompt_tokens"));
  cost.output_tokens = CountOf(Member(usage, "completion_tokens"));
  return cost;
}

bool HasAnyKey(const Json& object) {
  return object.contains("name") || object.contains("address") || object.contains("when");
}

// What ended without usable content.
Failed Unfinished(const WebAnswer& answer, const Json& choice, std::string finish) {
  const Json& error = Member(choice, "error");
  Failed failed = UnreadableAnswer(answer);
  if (IsTold(error)) {
    WebAnswer told = answer;
    told.body = Json{{"error", error}}.dump();
    failed = ReadFailure(told);
  } else if (!TextOf(Member(Member(choice, "message"), "refusal")).empty()) {
    failed.error.unreadable = false;
    failed.error.type = "refusal";  // its text may repeat what was said in the call
  } else if (finish == "length" || finish == "content_filter" || finish == "error") {
    failed.error.unreadable = false;
  }
  failed.error.finish = std::move(finish);
  return failed;
}

std::variant<Extracted, Failed> ReadChoice(const WebAnswer& answer, const Json& json) {
  const Json& choice = Member(json, "choices").front();
  std::string finish = TextOf(Member(choice, "finish_reason"));
  const bool ended_well = finish != "content_filter" && finish != "error";
  if (!ended_well || IsTold(Member(choice, "error"))) {
    return Unfinished(answer, choice, std::move(finish));
  }
  const Json claimed = ObjectIn(ContentOf(Member(choice, "message")));
  if (!claimed.is_object() || !HasAnyKey(claimed)) {
    return Unfinished(answer, choice, std::move(finish));
  }
  return Extracted{{ClaimOf(Member(claimed, "name")), ClaimOf(Member(claimed, "address")),
                    ClaimOf(Member(claimed, "when"))},
                   CostOf(Member(json, "usage"))};
}

}  // namespace

std::variant<Extracted, Failed> ReadChatAnswer(const WebAnswer& answer) {
  if (answer.status != 200) return ReadFailure(answer);
  const Json json = Parsed(answer.body);
  if (!json.is_object()) return UnreadableAnswer(answer);
  const Json& choices = Member(json, "choices");
  if (IsTold(Member(json, "error")) || IsTold(Member(json, "detail"))) return ReadFailure(answer);
  if (!choices.is_array() || choices.empty()) return UnreadableAnswer(answer);
  return ReadChoice(answer, json);
}

}  // namespace novofon
