#include "tests/bench/load.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "tests/bench/answer_reader.h"

namespace novofon::bench {

namespace {

constexpr int kPatienceMs = 10'000;

// A descriptor of our own.
class Handle {
 public:
  explicit Handle(int fd) : fd_(fd) {
    if (fd < 0) throw std::system_error(errno, std::generic_category(), "load");
  }
  Handle(Handle&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Handle() {
    if (fd_ >= 0) close(fd_);
  }
  int get() const { return fd_; }

 private:
  int fd_;
};

Handle ConnectTo(std::uint16_t port) {
  Handle socket_fd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(socket_fd.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    throw std::system_error(errno, std::generic_category(), "no one listens on the port");
  }
  const int on = 1;
  setsockopt(socket_fd.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return socket_fd;
}

struct Connection {
  explicit Connection(std::uint16_t port) : socket(ConnectTo(port)) {}

  Handle socket;
  std::size_t shot = 0;
  bool waits = false;  // for an answer
  Clock::time_point sent_at;
  AnswerReader answer;
};

class Loop {
 public:
  Loop(const Traffic& traffic, const LoadPlan& plan)
      : traffic_(traffic), plan_(plan), epoll_(epoll_create1(EPOLL_CLOEXEC)) {
    result_.accepted.resize(traffic.size());
    result_.latencies_us.reserve(traffic.size());
    connections_.reserve(static_cast<std::size_t>(plan.connections));
    for (int i = 0; i < plan.connections; ++i) connections_.emplace_back(plan.port);
  }

  LoadResult Run() {
    result_.first_sent = Clock::now();
    for (Connection& connection : connections_) {
      Watch(connection);
      SendNext(connection);
    }
    while (busy_ > 0) Wait();
    result_.last_answered = Clock::now();
    return std::move(result_);
  }

 private:
  void Watch(Connection& connection) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = &connection;
    if (epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, connection.socket.get(), &event) != 0) {
      throw std::system_error(errno, std::generic_category(), "epoll_ctl");
    }
  }

  void SendNext(Connection& connection) {
    connection.sent_at = Clock::now();
    if (connection.sent_at - result_.first_sent >= plan_.duration) return;
    if (next_ == traffic_.size()) {
      if (!plan_.again) return;
      next_ = 0;
    }
    connection.shot = next_++;
    connection.answer.Reset();
    if (!Send(connection)) {  // nginx has closed it between two requests
      Reconnect(connection);
      if (!Send(connection)) throw std::runtime_error("a new connection takes no request");
    }
    connection.waits = true;
    ++busy_;
  }

  // A request is smaller than any socket buffer and the buffer is empty: one call takes it whole.
  bool Send(const Connection& connection) {
    const std::string_view text = traffic_.Text(connection.shot);
    const ssize_t sent = send(connection.socket.get(), text.data(), text.size(), MSG_NOSIGNAL);
    return sent == static_cast<ssize_t>(text.size());
  }

  void Reconnect(Connection& connection) {
    connection.socket = ConnectTo(plan_.port);
    Watch(connection);
  }

  void Wait() {
    epoll_event ready[64];
    const int count = epoll_wait(epoll_.get(), ready, 64, kPatienceMs);
    if (count == 0) throw std::runtime_error("the server has not answered for ten seconds");
    for (int i = 0; i < count; ++i) Receive(*static_cast<Connection*>(ready[i].data.ptr));
  }

  void Receive(Connection& connection) {
    char buffer[4096];
    const ssize_t size = recv(connection.socket.get(), buffer, sizeof buffer, 0);
    if (size < 0 && errno == EINTR) return;
    if (!connection.waits) {  // done with its work; only a close can come
      epoll_ctl(epoll_.get(), EPOLL_CTL_DEL, connection.socket.get(), nullptr);
      return;
    }
    if (size <= 0) {
      ++result_.broken;
    } else if (!connection.answer.Take({buffer, static_cast<std::size_t>(size)})) {
      return;
    } else {
      Count(connection);
    }
    connection.waits = false;
    --busy_;
    if (size <= 0 || connection.answer.closes()) Reconnect(connection);
    SendNext(connection);
  }

  void Count(const Connection& connection) {
    if (connection.answer.status() != 200) {
      ++result_.refused[connection.answer.status()];
      return;
    }
    const auto took = Clock::now() - connection.sent_at;
    result_.latencies_us.push_back(static_cast<std::uint32_t>(
        std::chrono::duration_cast<std::chrono::microseconds>(took).count()));
    result_.accepted[connection.shot] = true;
  }

  const Traffic& traffic_;
  const LoadPlan& plan_;
  Handle epoll_;
  std::vector<Connection> connections_;
  std::size_t next_ = 0;
  int busy_ = 0;  // requests under way
  LoadResult result_;
};

}  // namespace

double LoadResult::Seconds() const {
  return std::chrono::duration<double>(last_answered - first_sent).count();
}

std::string LoadResult::Complaint() const {
  std::string complaint;
  for (const auto& [status, times] : refused) {
    complaint += std::to_string(times) + " times " + std::to_string(status) + ", ";
  }
  if (broken > 0) complaint += std::to_string(broken) + " connections broken, ";
  return complaint.substr(0, complaint.size() - std::min<std::size_t>(complaint.size(), 2));
}

LoadResult RunLoad(const Traffic& traffic, const LoadPlan& plan) {
  return Loop(traffic, plan).Run();
}

double PercentileMs(std::vector<std::uint32_t> latencies_us, double share) {
  if (latencies_us.empty()) return 0;
  const auto rank =
      static_cast<std::size_t>(std::ceil(share * static_cast<double>(latencies_us.size()))) - 1;
  std::nth_element(latencies_us.begin(), latencies_us.begin() + static_cast<std::ptrdiff_t>(rank),
                   latencies_us.end());
  return latencies_us[rank] / 1000.0;
}

}  // namespace novofon::bench
