#include "core/adapters/recording_download.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/digest.h"
#include "tests/adapters/loopback_server.h"

namespace novofon {
namespace {

using namespace std::chrono_literals;

class Download : public testing::Test {
 protected:
  Download() {
    std::string name = (std::filesystem::temp_directory_path() / "novofon-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no directory for the test");
    directory_ = name;
    to_ = {(directory_ / "call.mp3").string()};
    limits_.most_bytes = 100'000;
    limits_.timeout = 20s;
  }
  ~Download() override { std::filesystem::remove_all(directory_); }

  std::variant<FetchedFile, Failed> Fetch(const std::string& url) {
    return DownloadRecording(account_, {url}, to_, limits_);
  }
  // Only this server is open; everything else must be https to a public address.
  std::variant<FetchedFile, Failed> FetchFrom(const LoopbackServer& server) {
    account_.open_hosts = {{"127.0.0.1", server.port()}};
    return Fetch(server.Url() + "/a.mp3");
  }
  void ExpectFailure(const std::variant<FetchedFile, Failed>& got, TransportError error) {
    ASSERT_TRUE(std::holds_alternative<Failed>(got));
    EXPECT_EQ(std::get<Failed>(got).error.transport, error);
    ExpectNoFile();
  }
  void ExpectNoFile() { EXPECT_TRUE(std::filesystem::is_empty(directory_)); }

  std::filesystem::path directory_;
  FilePath to_;
  NovofonAccount account_;
  DownloadLimits limits_;
};

TEST_F(Download, AWholeFileStandsAtItsPlaceWithItsHash) {
  const std::string sound = "ID3" + std::string(50'000, 'x');
  const LoopbackServer server(HttpAnswer(200, "audio/mpeg", sound));
  const auto got = FetchFrom(server);
  ASSERT_TRUE(std::holds_alternative<FetchedFile>(got));
  EXPECT_EQ(std::get<FetchedFile>(got), (FetchedFile{sound.size(), HexOf(Sha256(sound))}));
  std::ifstream file(to_.value);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), sound);
  EXPECT_FALSE(std::filesystem::exists(to_.value + ".part"));
}

TEST_F(Download, AnEndlessBodyIsCutAtTheLimit) {
  const LoopbackServer server([](const std::string&, const Connection& client) {
    client.Send("HTTP/1.1 200 OK\r\nContent-Type: audio/mpeg\r\n\r\n");
    const std::string piece(10'000, 'x');
    while (client.Send(piece)) {
    }
  });
  ExpectFailure(FetchFrom(server), TransportError::kTooLarge);
}

TEST_F(Download, AnAnnouncedBodyThatIsTooLargeIsNotTaken) {
  const LoopbackServer server("HTTP/1.1 200 OK\r\nContent-Length: 100001\r\n\r\nx");
  ExpectFailure(FetchFrom(server), TransportError::kTooLarge);
}

TEST_F(Download, AByteNowAndThenIsGivenUp) {
  const LoopbackServer server([](const std::string&, const Connection& client) {
    client.Send("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n");
    client.Drip(100ms);
  });
  limits_.slow_for = 1s;
  ExpectFailure(FetchFrom(server), TransportError::kTimeout);
}

TEST_F(Download, TheWholeTransferHasALimitToo) {
  const LoopbackServer server([](const std::string&, const Connection& client) {
    client.Send("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n");
    client.Drip(50ms);
  });
  limits_.timeout = 300ms;
  ExpectFailure(FetchFrom(server), TransportError::kTimeout);
}

TEST_F(Download, FewerBytesThanAnnouncedAreNoFile) {
  const LoopbackServer server("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nID3xxxx");
  ExpectFailure(FetchFrom(server), TransportError::kCutShort);
}

TEST_F(Download, AConnectionThatEndsBeforeTheAnswerIsCutShort) {
  const LoopbackServer server([](const std::string&, const Connection&) {});
  ExpectFailure(FetchFrom(server), TransportError::kCutShort);
}

TEST_F(Download, APageATextOrNothingIsNoSound) {
  for (const std::string& answer :
       {HttpAnswer(200, "text/html; charset=utf-8", "ID3"), HttpAnswer(200, "audio/mpeg", ""),
        HttpAnswer(200, "audio/mpeg", "\r\n <!DOCTYPE html>"),
        HttpAnswer(200, "audio/mpeg", R"({"status":"error"})")}) {
    const LoopbackServer server(answer);
    const auto got = FetchFrom(server);
    ASSERT_TRUE(std::holds_alternative<Failed>(got)) << answer;
    EXPECT_TRUE(std::get<Failed>(got).error.unreadable) << answer;
    ExpectNoFile();
  }
}

TEST_F(Download, AStatusIsReportedWithTheWaitAskedFor) {
  const LoopbackServer server(HttpAnswer(503, "text/plain", "later", "Retry-After: 7\r\n"));
  const auto got = FetchFrom(server);
  ASSERT_TRUE(std::holds_alternative<Failed>(got));
  EXPECT_EQ(std::get<Failed>(got).error.http_status, 503);
  EXPECT_EQ(std::get<Failed>(got).retry_after, 7s);
  ExpectNoFile();
}

TEST_F(Download, ACompressedBodyIsNotBlownUp) {
  const std::string bomb = "\x1f\x8b\x08" + std::string(997, 'x');
  const LoopbackServer server(HttpAnswer(200, "audio/mpeg", bomb, "Content-Encoding: gzip\r\n"));
  const auto got = FetchFrom(server);
  ASSERT_TRUE(std::holds_alternative<FetchedFile>(got));
  EXPECT_EQ(std::get<FetchedFile>(got).bytes, 1000U);
}

TEST_F(Download, ARedirectToAnotherPortOfThisHostIsRefused) {
  const LoopbackServer secret(HttpAnswer(200, "audio/mpeg", "ID3"));
  const LoopbackServer server("HTTP/1.1 302 X\r\nLocation: " + secret.Url() +
                              "/a\r\nContent-Length: 0\r\n\r\n");
  ExpectFailure(FetchFrom(server), TransportError::kForbiddenTarget);
  EXPECT_TRUE(secret.Requests().empty());
}

TEST_F(Download, ARedirectToAFileOrAnotherProtocolIsRefused) {
  for (const char* target : {"file:///etc/hostname", "gopher://127.0.0.1/", "https://example.com/",
                             "https://novofon.com.example.com/", "http://api.novofon.com/"}) {
    const LoopbackServer server("HTTP/1.1 302 X\r\nLocation: " + std::string(target) +
                                "\r\nContent-Length: 0\r\n\r\n");
    ExpectFailure(FetchFrom(server), TransportError::kForbiddenTarget);
  }
}

TEST_F(Download, ThreeRedirectsAreFollowedAndNotFour) {
  int hops = 3;
  const LoopbackServer server([&](const std::string&, const Connection& client) {
    client.Send(hops-- > 0 ? "HTTP/1.1 301 X\r\nLocation: /next\r\nContent-Length: 0\r\n"
                             "Connection: close\r\n\r\n"
                           : HttpAnswer(200, "audio/mpeg", "ID3"));
  });
  EXPECT_TRUE(std::holds_alternative<FetchedFile>(FetchFrom(server)));
  std::filesystem::remove(to_.value);
  hops = 4;
  ExpectFailure(FetchFrom(server), TransportError::kForbiddenTarget);
}

TEST_F(Download, ANameThatLeadsHomeIsRefusedWhenTheConnectionIsMade) {
  const LoopbackServer server(HttpAnswer(200, "audio/mpeg", "ID3"));
  account_.link_hosts = {"localhost", "127.0.0.1", "::ffff:127.0.0.1"};
  for (const char* host : {"localhost", "127.0.0.1", "[::ffff:127.0.0.1]"}) {
    ExpectFailure(
        Fetch("https://" + std::string(host) + ":" + std::to_string(server.port()) + "/a"),
        TransportError::kForbiddenTarget);
  }
  EXPECT_TRUE(server.Requests().empty());
}

}  // namespace
}  // namespace novofon
