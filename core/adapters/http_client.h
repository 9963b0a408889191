// HTTP as a client, by libcurl.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace novofon {

struct HttpRequest {
  std::string url;                   // http or https
  std::vector<std::string> headers;  // "Name: value"
  std::chrono::milliseconds connect_timeout{5'000};
  std::chrono::milliseconds timeout{15'000};  // of the whole exchange
  std::size_t most_bytes = 1024 * 1024;       // of an answer; more is an error
  bool verify_certificate = true;
};

struct HttpResponse {
  int status = 0;
  std::string body;
};

// Keeps its connection between requests; for one thread at a time. Redirects are not followed.
class HttpClient {
 public:
  HttpClient();
  ~HttpClient();

  // Any status is an answer. Throws Unavailable, without the URL in its text (it may hold a
  // secret), when there was none.
  HttpResponse Get(const HttpRequest& request);
  // `content_type` is a header of its own: "application/x-www-form-urlencoded".
  HttpResponse Post(const HttpRequest& request, const std::string& content_type,
                    const std::string& body);

 private:
  struct Handle;
  HttpResponse Perform(const HttpRequest& request, const std::string& content_type,
                       const std::string* body);

  std::unique_ptr<Handle> handle_;
};

}  // namespace novofon
