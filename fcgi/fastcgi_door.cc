#include "fcgi/fastcgi_door.h"

#include <fcgiapp.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <stdexcept>

#include "core/decode.h"

namespace novofon {
namespace {

constexpr std::size_t kMaxTaken = 4U * 1024 * 1024;  // bytes of bodies, besides one more

std::string Param(const FCGX_Request& raw, const char* name) {
  const char* const value = FCGX_GetParam(name, raw.envp);
  return value == nullptr ? "" : value;
}

// Copies everything out: libfcgi frees its strings at the end of the request.
Request Read(FCGX_Request& raw) {
  Request request;
  request.method = Param(raw, "REQUEST_METHOD");
  request.query = Param(raw, "QUERY_STRING");
  request.content_type = Param(raw, "CONTENT_TYPE");
  request.signature = Param(raw, "HTTP_SIGNATURE");
  request.id = Param(raw, "REQUEST_ID");
  const std::string said = Param(raw, "CONTENT_LENGTH");
  std::size_t length = 0;
  std::from_chars(said.data(), said.data() + said.size(), length);
  request.large = length > kMaxBody;
  request.body.resize(std::min(length, kMaxBody));
  const int got = FCGX_GetStr(request.body.data(), static_cast<int>(request.body.size()), raw.in);
  // A body that ends early would be a forged event: the length counts, not only libfcgi's error.
  request.whole = got >= 0 && static_cast<std::size_t>(got) == request.body.size() &&
                  FCGX_GetError(raw.in) == 0;
  // To the end of the stream, which is more than the body: see FastcgiDoor::FastcgiDoor.
  std::array<char, 4096> rest;
  while (FCGX_GetStr(rest.data(), static_cast<int>(rest.size()), raw.in) > 0) {
  }
  return request;
}

std::string_view Phrase(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 405:
      return "Method Not Allowed";
    case 413:
      return "Content Too Large";
    case 429:
      return "Too Many Requests";
    default:
      return "Service Unavailable";
  }
}

// A header value from outside (the request's id) may not begin a new line.
std::string OneLine(std::string_view value) {
  std::string line(value.substr(0, 128));
  std::erase_if(line, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  return line;
}

std::string Serialise(const Reply& reply) {
  std::string text = "Status: " + std::to_string(reply.status) + " ";
  text += Phrase(reply.status);
  text += "\r\nContent-Type: " + reply.content_type;
  text += "\r\nContent-Length: " + std::to_string(reply.body.size());
  for (const auto& [name, value] : reply.headers) text += "\r\n" + name + ": " + OneLine(value);
  return text + "\r\nCache-Control: no-store\r\n\r\n" + reply.body;
}

}  // namespace

struct FastcgiDoor::Open {
  FCGX_Request raw{};
};

FastcgiDoor::FastcgiDoor(int listening) : listening_(listening) {
  // Before it closes a connection the library waits until nginx has closed it, so that nothing
  // that nginx still sends is cut off: for each request of a batch in turn, while the others wait.
  // Here all that nginx sends was read before the answer, so there is nothing to wait for.
  setenv("LIBFCGI_OS_CLOSE_POLL_TIMEOUT", "0", 1);
  const int flags = fcntl(listening, F_GETFL);
  int listens = 0;
  socklen_t size = sizeof listens;
  if (getsockopt(listening, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) != 0) listens = 0;
  if (listens == 0 || FCGX_Init() != 0 || flags < 0 ||
      fcntl(listening, F_SETFL, flags | O_NONBLOCK) != 0) {
    throw std::runtime_error("no FastCGI socket on file descriptor 0: start me with spawn-fcgi -n");
  }
}

FastcgiDoor::~FastcgiDoor() {
  for (const auto& open : open_) FCGX_Free(&open->raw, 1);
}

std::vector<Request> FastcgiDoor::TakeWaiting(std::size_t limit) {
  std::vector<Request> requests;
  std::size_t bytes = 0;
  for (taken_ = 0; taken_ < limit && bytes < kMaxTaken; ++taken_) {
    if (taken_ == open_.size()) {
      open_.push_back(std::make_unique<Open>());
      FCGX_InitRequest(&open_.back()->raw, listening_, FCGI_FAIL_ACCEPT_ON_INTR);
    }
    // -EAGAIN: nobody waits, or a neighbour on the same socket was quicker.
    if (FCGX_Accept_r(&open_[taken_]->raw) < 0) break;
    requests.push_back(Read(open_[taken_]->raw));
    bytes += requests.back().body.size();
  }
  return requests;
}

bool FastcgiDoor::SomebodyWaits() const {
  pollfd listening{listening_, POLLIN, 0};
  return poll(&listening, 1, 0) > 0;
}

void FastcgiDoor::Answer(std::span<const Reply> replies) {
  for (std::size_t i = 0; i < taken_ && i < replies.size(); ++i) {
    FCGX_Request& raw = open_[i]->raw;
    const std::string text = Serialise(replies[i]);
    FCGX_PutStr(text.data(), static_cast<int>(text.size()), raw.out);
    FCGX_Finish_r(&raw);
  }
  taken_ = 0;
}

}  // namespace novofon
