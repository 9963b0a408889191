#include "core/adapters/novofon_api.h"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/adapters/service_failure.h"
#include "core/signature.h"

namespace novofon {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kPath = "/v1/pbx/record/request/";
constexpr std::string_view kLifetime = "1800";  // seconds; a link is used at once or asked for anew

std::string TextOf(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::vector<std::string> LinksOf(const Json& object) {
  std::vector<std::string> links;
  if (const auto found = object.find("links"); found != object.end() && found->is_array()) {
    for (const Json& link : *found) {
      if (link.is_string() && link != "") links.push_back(link.get<std::string>());
    }
  }
  if (links.empty()) {
    if (auto link = TextOf(object, "link"); !link.empty()) links.push_back(std::move(link));
  }
  return links;
}

}  // namespace

std::variant<RecordingLink, Failed> ReadLinkAnswer(const WebAnswer& answer,
                                                   const RecordingKey& recording) {
  const Json json = Json::parse(answer.body, nullptr, false);
  if (!json.is_object()) return UnreadableAnswer(answer);
  if (TextOf(json, "status") != "success" || answer.status != 200) {
    std::string message = TextOf(json, "message");
    if (message.empty() && answer.status == 200) return UnreadableAnswer(answer);
    Failed failed = UnreadableAnswer(answer);
    failed.error.unreadable = false;
    failed.error.message = std::move(message);
    return failed;
  }
  const std::vector<std::string> links = LinksOf(json);
  if (links.empty()) return UnreadableAnswer(answer);
  for (const std::string& link : links) {
    if (!recording.value.empty() && link.find(recording.value) != std::string::npos) {
      return RecordingLink{link};
    }
  }
  return RecordingLink{links.back()};
}

std::variant<RecordingLink, Failed> NovofonApi::FindLink(const NovofonAccount& account,
                                                         const RecordingKey& recording,
                                                         const CallKey& call) {
  Parameters parameters{{"format", "json"}, {"lifetime", std::string(kLifetime)}};
  if (recording.value.empty()) {
    parameters.emplace_back("pbx_call_id", call.value);
  } else {
    parameters.emplace_back("call_id", recording.value);
  }
  const std::string query = BuildQuery(std::move(parameters));
  WebCall request = NewCall(account, query);
  request.url += '?' + query;
  const auto got = Perform(request);
  if (const auto* error = std::get_if<TransportError>(&got)) return FailedBy(*error);
  return ReadLinkAnswer(std::get<WebAnswer>(got), recording);
}

std::variant<FetchedFile, Failed> NovofonApi::Fetch(const NovofonAccount& account,
                                                    const RecordingLink& link, const FilePath& to) {
  return DownloadRecording(account, link, to, limits_, stop_);
}

std::optional<Failed> NovofonApi::Erase(const NovofonAccount& account,
                                        const RecordingKey& recording) {
  const std::string query = BuildQuery({{"format", "json"}, {"call_id", recording.value}});
  WebCall request = NewCall(account, query);
  request.is_delete = true;
  request.headers.emplace_back("Content-Type: application/x-www-form-urlencoded");
  request.body = query;
  const auto got = Perform(request);
  if (const auto* error = std::get_if<TransportError>(&got)) return FailedBy(*error);
  const auto& answer = std::get<WebAnswer>(got);
  const Json json = Json::parse(answer.body, nullptr, false);
  if (json.is_object() && TextOf(json, "status") == "success" && answer.status == 200) {
    const auto failed = json.find("failed_files");
    if (failed == json.end() || failed->empty()) return std::nullopt;
  }
  if (answer.status == 404 || (json.is_object() && TextOf(json, "message") == "File not found")) {
    return std::nullopt;
  }
  Failed failed = ReadFailure(answer);
  if (json.is_object()) failed.error.message = TextOf(json, "message");
  return failed;
}

WebCall NovofonApi::NewCall(const NovofonAccount& account, const std::string& query) const {
  std::string base = account.base_url;
  while (base.ends_with('/')) base.pop_back();
  WebCall request;
  request.url = base + std::string(kPath);
  request.target = JudgeTarget(request.url, {}, account.open_hosts);
  request.timeout = std::chrono::seconds(30);
  request.most_bytes = 256 * 1024;
  request.headers = {"Authorization: " +
                     RestAuthorization(kPath, query, account.api_key, account.api_secret)};
  request.stop = stop_;
  return request;
}

}  // namespace novofon
