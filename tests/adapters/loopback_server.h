// A server on the loopback that sends bytes exactly as it is told, right or wrong.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace novofon {

class LoopbackServer;

// One connection whose request has been read.
class Connection {
 public:
  Connection(int socket, const std::atomic<bool>& over) : socket_(socket), over_(over) {}

  // False when the client is gone or the server is being stopped.
  bool Send(std::string_view bytes) const {
    while (!bytes.empty() && !over_) {
      const ssize_t sent = send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return !over_;
  }

  // Until the client hangs up, a byte each `every`.
  void Drip(std::chrono::milliseconds every) const {
    while (Send("x")) {
      timeval wait{every.count() / 1000, (every.count() % 1000) * 1000};
      setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof(wait));
      char ignored = 0;
      if (recv(socket_, &ignored, 1, 0) == 0) return;
    }
  }

 private:
  int socket_;
  const std::atomic<bool>& over_;
};

// Serves one connection after the other; each gets `answer`, given the request as it came.
class LoopbackServer {
 public:
  using Answer = std::function<void(const std::string& request, const Connection& client)>;

  // `while_reading` is called with every piece of a body; then no body is kept.
  explicit LoopbackServer(Answer answer, std::function<void()> while_reading = {})
      : answer_(std::move(answer)),
        while_reading_(std::move(while_reading)),
        listener_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof(address);
    if (bind(listener_, reinterpret_cast<sockaddr*>(&address), length) != 0 ||
        listen(listener_, 8) != 0 ||
        getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length) != 0) {
      throw std::runtime_error("no port of the loopback could be had");
    }
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { Serve(); });
  }
  explicit LoopbackServer(std::string bytes)
      : LoopbackServer([bytes = std::move(bytes)](const std::string&, const Connection& client) {
          client.Send(bytes);
        }) {}
  ~LoopbackServer() {
    over_ = true;
    shutdown(listener_, SHUT_RDWR);
    if (const int client = client_; client >= 0) shutdown(client, SHUT_RDWR);
    thread_.join();
    close(listener_);
  }

  std::uint16_t port() const { return port_; }
  std::string Url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  std::vector<std::string> Requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
  }

 private:
  void Serve() {
    for (int client; (client = accept(listener_, nullptr, nullptr)) >= 0;) {
      client_ = client;
      const std::string request = ReadRequest(client);
      if (!request.empty()) {
        {
          const std::lock_guard lock(mutex_);
          requests_.push_back(request);
        }
        answer_(request, Connection(client, over_));
      }
      client_ = -1;
      close(client);
    }
  }

  std::string ReadRequest(int client) const {
    std::string request;
    std::size_t taken = 0;
    for (std::size_t whole = std::string::npos; taken < whole;) {
      char bytes[16384];
      const ssize_t got = read(client, bytes, sizeof(bytes));
      if (got <= 0) return {};
      taken += static_cast<std::size_t>(got);
      if (while_reading_) while_reading_();
      if (while_reading_ && whole != std::string::npos) continue;
      request.append(bytes, static_cast<std::size_t>(got));
      const auto head = request.find("\r\n\r\n");
      if (whole != std::string::npos || head == std::string::npos) continue;
      const auto length = request.find("Content-Length: ");
      whole = head + 4 + (length < head ? std::stoul(request.substr(length + 16)) : 0);
    }
    return request;
  }

  Answer answer_;
  std::function<void()> while_reading_;
  int listener_;
  std::uint16_t port_ = 0;
  std::atomic<bool> over_ = false;
  std::atomic<int> client_ = -1;
  mutable std::mutex mutex_;
  std::vector<std::string> requests_;
  std::thread thread_;
};

// "HTTP/1.1 STATUS" with a right length.
inline std::string HttpAnswer(int status, std::string_view type, std::string_view body,
                              std::string_view more_headers = "") {
  return "HTTP/1.1 " + std::to_string(status) + " X\r\nContent-Type: " + std::string(type) +
         "\r\nContent-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n" +
         std::string(more_headers) + "\r\n" + std::string(body);
}

}  // namespace novofon
