// Requests to nginx as the provider sends them.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace novofon::e2e {

struct Request {
  std::string method = "POST";
  std::string query = {};                                          // without '?'
  std::string content_type = "application/x-www-form-urlencoded";  // "": no such header
  std::string body = {};
  std::string signature = {};             // "": no such header
  std::vector<std::string> headers = {};  // more of them, "Name: value"
};

struct Reply {
  int status = 0;                              // 0: no answer came; `error` says why
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
  std::string error;
  std::chrono::microseconds took{0};
};

// One connection, kept alive between requests. For one thread.
class Client {
 public:
  // `base` is "http://127.0.0.1:PORT"; for https `ca` is the certificate to trust.
  explicit Client(std::string base, const std::filesystem::path& ca = {});
  ~Client();
  Client(Client&&) noexcept;

  // To the webhook's path. Never throws for what a server does.
  Reply Send(const Request& request);

 private:
  struct Handle;
  std::string base_;
  std::filesystem::path ca_;
  std::unique_ptr<Handle> handle_;
};

std::string PercentEncoded(const std::string& text);

}  // namespace novofon::e2e
