// One bounded HTTP exchange with a server that isn't trusted, by libcurl.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/adapters/web_target.h"
#include "core/retry.h"

namespace novofon {

struct FormWithFile {
  std::vector<std::pair<std::string, std::string>> fields;
  FilePath file;  // streamed from the disk as the part `file`
  std::string file_name;
  std::string file_type;
};

struct StreamedBody {
  std::uint64_t bytes = 0;  // of the whole body
  // 0: at the end, or because there is no more. Called by C code, so it must not throw.
  std::function<std::size_t(char* to, std::size_t most)> next;
};

using WebBody = std::variant<std::monostate, std::string, FormWithFile, StreamedBody>;

struct WebCall {
  std::string url;
  Target target = Target::kForbidden;
  std::vector<std::string> headers;  // "Name: value", the body's type among them
  WebBody body;                      // none: GET
  bool is_delete = false;            // DELETE instead of POST
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds timeout{60'000};   // of the whole exchange
  std::chrono::seconds slow_for{0};            // give up below 1,000 bytes/s for so long; 0: never.
                                               // Not for servers that think before they answer
  std::uint64_t most_bytes = 8 * 1024 * 1024;  // of an answer
  std::stop_token stop = {};                   // ends the exchange within about a second
};

struct WebAnswer {
  int status = 0;
  std::string content_type;
  std::string body;         // empty when a sink took it; of any status but 200, its beginning
  std::string redirect_to;  // absolute; "" when it is no redirect. Not followed
  std::optional<std::chrono::seconds> retry_after;
  std::optional<bool> should_retry;  // x-should-retry
  std::optional<TimePoint> date;     // what the server's clock said
};

// Takes the pieces of a 200's body; false stops the exchange.
using Sink = std::function<bool(std::string_view)>;

// kForbiddenTarget also when the name leads to an address that isn't public. Compressed answers are
// left as they are. Throws Unavailable when the body can't be read to its end.
std::variant<WebAnswer, TransportError> Perform(const WebCall& call, const Sink& sink = {});

}  // namespace novofon
