#include "tests/standins/link_desk.h"

#include <httplib.h>

#include <charconv>
#include <ctime>
#include <nlohmann/json.hpp>

namespace novofon::standins {
namespace {

using Json = nlohmann::json;
using std::chrono::seconds;

constexpr int kUsualLifetime = 1800;
constexpr int kLeastLifetime = 180;
constexpr int kMostLifetime = 5'184'000;

Usual Refuse(int status, const char* message) {
  return {{status, "application/json", Json{{"status", "error"}, {"message", message}}.dump()},
          {},
          true};
}

// Without a zone, as the provider writes it.
std::string Till(int lifetime) {
  const std::time_t till =
      std::chrono::system_clock::to_time_t(std::chrono::system_clock::now()) + lifetime;
  std::tm parts{};
  gmtime_r(&till, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof(text), "%Y-%m-%d %H:%M:%S", &parts)};
}

std::string MimeOf(const std::string& extension) {
  if (extension == "mp3") return "audio/mpeg";
  if (extension == "ogg") return "audio/ogg";
  return "audio/" + extension;
}

// The lifetime that is asked for; 0: not one that is allowed.
int LifetimeOf(const httplib::Request& request) {
  if (!request.has_param("lifetime")) return kUsualLifetime;
  const std::string text = request.get_param_value("lifetime");
  int lifetime = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), lifetime);
  const bool number = read.ec == std::errc() && read.ptr == text.data() + text.size();
  return number && lifetime >= kLeastLifetime && lifetime <= kMostLifetime ? lifetime : 0;
}

// The KEY of "KEY:SIGNATURE".
std::string AccountOf(const httplib::Request& request) {
  const std::string header = request.get_header_value("Authorization");
  return header.substr(0, header.find(':'));
}

}  // namespace

Usual LinkDesk::AnswerLink(const httplib::Request& request, const std::string& base) {
  if (!IsSigned(request)) return Refuse(401, "Not authorized");
  if (!TakesOneMore(AccountOf(request))) return Refuse(429, "You exceeded the rate limit");
  const std::string key = request.get_param_value("call_id");
  const std::string call = request.get_param_value("pbx_call_id");
  if (key.empty() && call.empty()) return Refuse(400, "call_id or pbx_call_id is required");
  const int lifetime = LifetimeOf(request);
  if (lifetime == 0) return Refuse(400, "Wrong parameter 'lifetime'");
  const Recording* recording = shelf_.Find(key, call);
  if (recording == nullptr) return Refuse(404, "File not found");

  const std::lock_guard lock(mutex_);
  const std::string about = key.empty() ? recording->key : key;
  if (erased_.contains(about)) return Refuse(404, "File not found");
  const std::string token = "t" + std::to_string(++tokens_);
  links_[token] = {recording, about, Clock::now() + seconds(lifetime)};
  const std::string link = base + "/v1/pbx/record/download/" + token + "/" + recording->call + "-" +
                           about + "-100." + recording->extension;
  Json json{{"status", "success"}, {"lifetime_till", Till(lifetime)}};
  if (call.empty()) {
    json["link"] = link;
  } else {
    json["links"] = {link};
  }
  return {{200, "application/json", json.dump()}, about};
}

Usual LinkDesk::Erase(const httplib::Request& request) {
  if (!IsSigned(request)) return Refuse(401, "Not authorized");
  if (!TakesOneMore(AccountOf(request))) return Refuse(429, "You exceeded the rate limit");
  const std::string key = request.get_param_value("call_id");
  const Recording* recording = shelf_.Find(key, "");
  const std::lock_guard lock(mutex_);
  if (recording == nullptr || !erased_.insert(key).second) return Refuse(404, "File not found");
  const Json json{{"status", "success"}, {"deleted_files", {key}}, {"failed_files", Json::array()}};
  return {{200, "application/json", json.dump()}, key};
}

Usual LinkDesk::AnswerFile(const std::string& token) {
  const std::lock_guard lock(mutex_);
  const auto found = links_.find(token);
  if (found == links_.end()) return {{404, "text/html", "<html>404</html>"}, {}, true};
  const Link& link = found->second;
  if (link.till < Clock::now()) return {{404, "text/html", "<html>404</html>"}, link.key, true};
  return {{200, MimeOf(link.recording->extension), link.recording->file}, link.key};
}

void LinkDesk::ForgetLinks() {
  const std::lock_guard lock(mutex_);
  for (auto& [token, link] : links_) link.till = Clock::time_point::min();
}

// The one that was sent decides, and it covers what was sent, in the provider's own encoding.
bool LinkDesk::IsSigned(const httplib::Request& request) const {
  Accounts accounts = accounts_;
  if (accounts.api_key.empty()) accounts.api_key = AccountOf(request);
  return !accounts.api_key.empty() && request.get_header_value("Authorization") ==
                                          Authorization(request.path, request.params, accounts);
}

bool LinkDesk::TakesOneMore(const std::string& account) {
  const std::lock_guard lock(mutex_);
  const auto now = Clock::now();
  auto& taken = last_minute_[account];
  while (!taken.empty() && now - taken.front() > seconds(60)) taken.pop_front();
  if (taken.size() >= static_cast<std::size_t>(per_minute_)) return false;
  taken.push_back(now);
  return true;
}

}  // namespace novofon::standins
