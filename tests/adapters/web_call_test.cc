#include "core/adapters/web_call.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>

#include "core/errors.h"
#include "tests/adapters/loopback_server.h"

namespace novofon {
namespace {

// Gives `text` piece by piece, however long the body was said to be.
StreamedBody Streamed(std::string text, std::uint64_t announced) {
  return {announced,
          [text = std::move(text), at = std::size_t{0}](char* to, std::size_t most) mutable {
            const std::size_t given = std::min({most, std::size_t{7}, text.size() - at});
            std::memcpy(to, text.data() + at, given);
            at += given;
            return given;
          }};
}

WebCall CallTo(const LoopbackServer& server, WebBody body) {
  WebCall call;
  call.url = server.Url() + "/";
  call.target = Target::kOpen;
  call.body = std::move(body);
  return call;
}

TEST(WebCall, AStreamedBodyArrivesWhole) {
  const LoopbackServer server(HttpAnswer(200, "text/plain", "ok"));
  const auto got = Perform(CallTo(server, Streamed("piece by piece it comes", 23)));
  ASSERT_TRUE(std::holds_alternative<WebAnswer>(got));
  EXPECT_TRUE(server.Requests().at(0).ends_with("\r\n\r\npiece by piece it comes"));
}

TEST(WebCall, ToldToEndBeforeAnythingIsSentItIsStopped) {
  const LoopbackServer server(HttpAnswer(200, "text/plain", "ok"));
  std::stop_source stop;
  stop.request_stop();
  WebCall call = CallTo(server, std::string("question"));
  call.stop = stop.get_token();
  EXPECT_EQ(std::get<TransportError>(Perform(call)), TransportError::kStopped);
}

TEST(WebCall, ToldToEndWhileTheServerThinksItIsBrokenOff) {
  std::stop_source stop;
  const LoopbackServer server([&](const std::string&, const Connection& client) {
    stop.request_stop();
    client.Send("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n");
    client.Drip(std::chrono::milliseconds(20));
  });
  WebCall call = CallTo(server, std::string("question"));
  call.stop = stop.get_token();
  EXPECT_EQ(std::get<TransportError>(Perform(call)), TransportError::kBrokenOff);
}

TEST(WebCall, TheServersClockIsRead) {
  const LoopbackServer server(
      "HTTP/1.1 200 OK\r\nDate: Thu, 15 Jan 2026 07:00:00 GMT\r\nContent-Length: 0\r\n\r\n");
  const auto got = Perform(CallTo(server, {}));
  EXPECT_EQ(std::get<WebAnswer>(got).date, TimePoint(std::chrono::seconds(1768460400)));
}

// The head says what it is; nobody waits for an end or keeps it all.
TEST(WebCall, OfAnErrorOrARedirectTheBeginningIsEnough) {
  for (const std::string head : {"500 X\r\n", "404 X\r\n", "302 X\r\nLocation: /b\r\n"}) {
    const LoopbackServer server([&](const std::string&, const Connection& client) {
      client.Send("HTTP/1.1 " + head + "\r\n");
      const std::string piece(10'000, 'x');
      while (client.Send(piece)) {
      }
    });
    WebCall call = CallTo(server, {});
    call.most_bytes = 1ULL << 40;
    const auto got = Perform(call, [](std::string_view) { return true; });
    ASSERT_TRUE(std::holds_alternative<WebAnswer>(got)) << head;
    EXPECT_EQ(std::to_string(std::get<WebAnswer>(got).status), head.substr(0, 3));
    EXPECT_EQ(std::get<WebAnswer>(got).body.size(), 64U * 1024);
  }
}

TEST(WebCall, AnErrorThatAnnouncesTooMuchIsStillThatError) {
  const LoopbackServer server("HTTP/1.1 503 X\r\nContent-Length: 99999999999\r\n\r\nx");
  const auto got = Perform(CallTo(server, {}));
  ASSERT_TRUE(std::holds_alternative<WebAnswer>(got));
  EXPECT_EQ(std::get<WebAnswer>(got).status, 503);
}

TEST(WebCall, WhatIsNoHttpIsABrokenConnection) {
  const LoopbackServer server("hello, busy now\r\n\r\n");
  EXPECT_EQ(std::get<TransportError>(Perform(CallTo(server, {}))), TransportError::kCutShort);
}

TEST(WebCall, ABodyThatEndsTooSoonIsABrokenDiskAndNotABrokenServer) {
  const LoopbackServer server(HttpAnswer(200, "text/plain", "ok"));
  EXPECT_THROW(static_cast<void>(Perform(CallTo(server, Streamed("half", 23)))), Unavailable);
}

TEST(WebCall, AFileThatIsNotThereIsABrokenDiskToo) {
  const LoopbackServer server(HttpAnswer(200, "text/plain", "ok"));
  const FormWithFile form{{}, {"/nowhere/call.mp3"}, "call.mp3", "audio/mpeg"};
  EXPECT_THROW(static_cast<void>(Perform(CallTo(server, form))), Unavailable);
  EXPECT_TRUE(server.Requests().empty());
}

}  // namespace
}  // namespace novofon
