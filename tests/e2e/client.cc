#include "tests/e2e/client.h"

#include <curl/curl.h>

#include <cctype>
#include <mutex>
#include <stdexcept>

namespace novofon::e2e {
namespace {

size_t TakeBody(char* data, size_t, size_t size, void* reply) {
  static_cast<Reply*>(reply)->body.append(data, size);
  return size;
}

size_t TakeHeader(char* data, size_t, size_t size, void* reply) {
  const std::string line(data, size);
  const auto colon = line.find(':');
  auto& headers = static_cast<Reply*>(reply)->headers;
  if (line.rfind("HTTP/", 0) == 0) headers.clear();  // "100 Continue" came before
  if (colon == std::string::npos) return size;
  std::string name;
  for (const char c : line.substr(0, colon)) {
    name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  const auto begin = line.find_first_not_of(' ', colon + 1);
  const auto end = line.find_last_not_of("\r\n");
  headers[name] =
      begin == std::string::npos || end < begin ? "" : line.substr(begin, end - begin + 1);
  return size;
}

}  // namespace

struct Client::Handle {
  CURL* curl;
  Handle() {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    curl = curl_easy_init();
    if (!curl) throw std::runtime_error("curl_easy_init failed");
  }
  ~Handle() { curl_easy_cleanup(curl); }
};

Client::Client(std::string base, const std::filesystem::path& ca)
    : base_(std::move(base)), ca_(ca), handle_(std::make_unique<Handle>()) {}
Client::~Client() = default;
Client::Client(Client&&) noexcept = default;

Reply Client::Send(const Request& request) {
  CURL* curl = handle_->curl;
  curl_easy_reset(curl);
  Reply reply;
  const auto url =
      base_ + "/api/webhooks/novofon" + (request.query.empty() ? "" : "?" + request.query);
  curl_slist* headers = curl_slist_append(nullptr, "Expect:");
  headers = curl_slist_append(
      headers,
      ("Content-Type:" + (request.content_type.empty() ? "" : " " + request.content_type)).c_str());
  if (!request.signature.empty()) {
    headers = curl_slist_append(headers, ("Signature: " + request.signature).c_str());
  }
  for (const auto& header : request.headers) headers = curl_slist_append(headers, header.c_str());
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, 60L);
  curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
  if (!ca_.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, ca_.c_str());
  if (!request.body.empty() || (request.method != "GET" && request.method != "HEAD")) {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(request.body.size()));
    curl_easy_setopt(curl, CURLOPT_COPYPOSTFIELDS, request.body.c_str());
  }
  if (request.method == "HEAD") curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, TakeBody);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &reply);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, TakeHeader);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &reply);
  const auto result = curl_easy_perform(curl);
  curl_slist_free_all(headers);
  long status = 0;
  curl_off_t microseconds = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(curl, CURLINFO_TOTAL_TIME_T, &microseconds);
  reply.took = std::chrono::microseconds(microseconds);
  if (result == CURLE_OK) reply.status = static_cast<int>(status);
  if (result != CURLE_OK) reply.error = curl_easy_strerror(result);
  return reply;
}

std::string PercentEncoded(const std::string& text) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 128 && (std::isalnum(byte) || c == '-' || c == '_' || c == '.')) {
      encoded += c;
    } else if (c == ' ') {
      encoded += '+';
    } else {
      encoded += '%';
      encoded += kDigits[byte >> 4];
      encoded += kDigits[byte & 15];
    }
  }
  return encoded;
}

}  // namespace novofon::e2e
