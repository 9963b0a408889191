#include "core/adapters/http_client.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>
#include <thread>

#include "core/errors.h"

namespace novofon {
namespace {

// Answers one connection with `answer` and keeps what it was sent.
class OneAnswer {
 public:
  explicit OneAnswer(std::string answer)
      : answer_(std::move(answer)), listener_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof(address);
    if (bind(listener_, reinterpret_cast<sockaddr*>(&address), length) != 0 ||
        listen(listener_, 1) != 0 ||
        getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length) != 0) {
      throw std::runtime_error("no port of the loopback could be had");
    }
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { Serve(); });
  }
  ~OneAnswer() {
    shutdown(listener_, SHUT_RDWR);  // Wakes an accept that nobody came to.
    thread_.join();
    close(listener_);
  }

  std::string Url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/hook"; }
  // The request as it came; complete when the client has its answer.
  const std::string& Received() const { return received_; }

 private:
  void Serve() {
    const int client = accept(listener_, nullptr, nullptr);
    if (client < 0) return;
    while (!received_.ends_with("\r\n\r\n") && !received_.ends_with("a=1")) {
      char bytes[4096];
      const ssize_t got = read(client, bytes, sizeof(bytes));
      if (got <= 0) break;
      received_.append(bytes, static_cast<std::size_t>(got));
    }
    if (!answer_.empty()) {
      EXPECT_EQ(write(client, answer_.data(), answer_.size()),
                static_cast<ssize_t>(answer_.size()));
    }
    close(client);
  }

  std::string answer_;
  int listener_;
  int port_ = 0;
  std::string received_;
  std::thread thread_;
};

TEST(HttpClient, AnyStatusIsAnAnswer) {
  const OneAnswer server("HTTP/1.1 401 No\r\nContent-Length: 4\r\n\r\nnope");
  HttpRequest request;
  request.url = server.Url();
  const HttpResponse response = HttpClient().Get(request);
  EXPECT_EQ(response.status, 401);
  EXPECT_EQ(response.body, "nope");
}

TEST(HttpClient, HeadersAndBodyArriveAsGiven) {
  const OneAnswer server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  HttpRequest request;
  request.url = server.Url();
  request.headers = {"Signature: abc="};
  HttpClient().Post(request, "application/x-www-form-urlencoded", "a=1");
  EXPECT_TRUE(server.Received().starts_with("POST /hook HTTP/1.1\r\n"));
  EXPECT_NE(server.Received().find("\r\nSignature: abc=\r\n"), std::string::npos);
  EXPECT_NE(server.Received().find("\r\nContent-Type: application/x-www-form-urlencoded\r\n"),
            std::string::npos);
  EXPECT_TRUE(server.Received().ends_with("\r\n\r\na=1"));
}

TEST(HttpClient, AnAnswerThatIsTooLongIsNone) {
  const OneAnswer server("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789");
  HttpRequest request;
  request.url = server.Url();
  request.most_bytes = 9;
  EXPECT_THROW(HttpClient().Get(request), Unavailable);
}

TEST(HttpClient, AServerThatHangsUpIsUnavailable) {
  const OneAnswer server("");
  HttpRequest request;
  request.url = server.Url();
  EXPECT_THROW(HttpClient().Get(request), Unavailable);
}

TEST(HttpClient, OnlyTheWebIsSpoken) {
  HttpRequest request;
  request.url = "file:///etc/hostname";
  EXPECT_THROW(HttpClient().Get(request), Unavailable);
}

}  // namespace
}  // namespace novofon
