#include "core/adapters/http_client.h"

#include <curl/curl.h>

#include <array>

#include "core/errors.h"

namespace novofon {
namespace {

struct Answer {
  std::string body;
  std::size_t most_bytes = 0;
};

std::size_t Collect(char* data, std::size_t size, std::size_t count, void* target) {
  auto& answer = *static_cast<Answer*>(target);
  const std::size_t bytes = size * count;
  if (answer.body.size() + bytes > answer.most_bytes) return 0;  // curl: CURLE_WRITE_ERROR
  answer.body.append(data, bytes);
  return bytes;
}

struct FreeHeaders {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Headers = std::unique_ptr<curl_slist, FreeHeaders>;

void Append(Headers& headers, const std::string& line) {
  curl_slist* longer = curl_slist_append(headers.get(), line.c_str());
  if (longer == nullptr) throw std::bad_alloc();
  static_cast<void>(headers.release());
  headers.reset(longer);
}

}  // namespace

struct HttpClient::Handle {
  CURL* curl = curl_easy_init();
  ~Handle() { curl_easy_cleanup(curl); }
};

HttpClient::HttpClient() : handle_(std::make_unique<Handle>()) {
  if (handle_->curl == nullptr) throw Unavailable("libcurl can't be started");
}
HttpClient::~HttpClient() = default;

HttpResponse HttpClient::Get(const HttpRequest& request) { return Perform(request, "", nullptr); }

HttpResponse HttpClient::Post(const HttpRequest& request, const std::string& content_type,
                              const std::string& body) {
  return Perform(request, content_type, &body);
}

HttpResponse HttpClient::Perform(const HttpRequest& request, const std::string& content_type,
                                 const std::string* body) {
  CURL* curl = handle_->curl;
  curl_easy_reset(curl);  // Options only; connections stay.
  Headers headers;
  for (const auto& line : request.headers) Append(headers, line);
  Append(headers, "Expect:");  // No round trip of its own before a body.
  if (body != nullptr) {
    Append(headers, "Content-Type: " + content_type);
    curl_easy_setopt(curl, CURLOPT_POST, 1L);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body->c_str());
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body->size()));
  }
  Answer answer{{}, request.most_bytes};
  std::array<char, CURL_ERROR_SIZE> why{};
  curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS,
                   static_cast<long>(request.connect_timeout.count()));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(request.timeout.count()));
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, request.verify_certificate ? 1L : 0L);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, request.verify_certificate ? 2L : 0L);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, Collect);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, why.data());
  const CURLcode code = curl_easy_perform(curl);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, nullptr);
  if (code == CURLE_WRITE_ERROR) throw Unavailable("the answer is too long");
  if (code != CURLE_OK) {
    throw Unavailable(why.front() != '\0' ? why.data() : curl_easy_strerror(code));
  }
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  return {static_cast<int>(status), std::move(answer.body)};
}

}  // namespace novofon
