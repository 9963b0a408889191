#include "core/adapters/log.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "core/adapters/log_line.h"

namespace novofon {
namespace {

LogLine Line(std::vector<LogField> fields) {
  return {Level::kWarning, "novofon-webhook", "event_spooled", "kept in the spool",
          std::move(fields)};
}

const std::string kHead =
    "level=warning program=novofon-webhook event=event_spooled message=\"kept in the spool\"";

TEST(TextLine, HasPlainValuesBareAndOthersQuoted) {
  EXPECT_EQ(TextLine(Line({{"tenant", "1"}, {"caller", "+7916***4567"}, {"why", "no route"}})),
            kHead + " tenant=1 caller=+7916***4567 why=\"no route\"\n");
}

TEST(TextLine, NoValueCanForgeAFieldOrALine) {
  EXPECT_EQ(TextLine(Line({{"a", "x event=event_kept"}})), kHead + " a=\"x event=event_kept\"\n");
  EXPECT_EQ(TextLine(Line({{"a", "x\" b=1"}})), kHead + " a=\"x\\\" b=1\"\n");
  EXPECT_EQ(TextLine(Line({{"a", "x\nlevel=info\r\t"}})), kHead + " a=\"x\\nlevel=info\\r\\t\"\n");
  EXPECT_EQ(TextLine(Line({{"a", std::string("\0\x1b[2J\x7f", 6)}})),
            kHead + " a=\"\\u0000\\u001b[2J\\u007f\"\n");
  EXPECT_EQ(TextLine(Line({{"a", "x\xC2\x85y\xC2\x9By"}})), kHead + " a=\"x\\u0085y\\u009by\"\n");
  EXPECT_EQ(TextLine(Line({{"a", ""}})), kHead + " a=\"\"\n");
}

TEST(TextLine, LettersOfPeopleStayReadable) {
  EXPECT_EQ(TextLine(Line({{"name", "Анна \xC2\xAB\xD0\xAF\xC2\xBB"}})),
            kHead + " name=\"Анна «Я»\"\n");
}

TEST(TextLine, BytesThatAreNoTextAreReplaced) {
  EXPECT_EQ(TextLine(Line({{"a", "x\xff"}, {"b", "\xC2"}})),
            kHead + " a=\"x\xEF\xBF\xBD\" b=\"\xEF\xBF\xBD\"\n");
}

TEST(TextLine, LongValuesAreCut) {
  EXPECT_EQ(TextLine(Line({{"a", std::string(5000, 'x')}})),
            kHead + " a=" + std::string(1024, 'x') + "\n");
}

TEST(JournalFields, AreNamedForTheJournal) {
  EXPECT_EQ(JournalFields(Line({{"request_id", "ab\ncd"}, {"bad-name", "1"}})),
            (std::vector<std::string>{
                "MESSAGE=kept in the spool", "PRIORITY=4", "SYSLOG_IDENTIFIER=novofon-webhook",
                "NOVOFON_EVENT=event_spooled", "NOVOFON_REQUEST_ID=ab\ncd", "NOVOFON_BAD_NAME=1"}));
}

TEST(JournalFields, PrioritiesAreThoseOfSyslog) {
  const std::vector<std::pair<Level, std::string>> expected{
      {Level::kDebug, "PRIORITY=7"},  {Level::kInfo, "PRIORITY=6"},
      {Level::kNotice, "PRIORITY=5"}, {Level::kWarning, "PRIORITY=4"},
      {Level::kError, "PRIORITY=3"},  {Level::kCritical, "PRIORITY=2"}};
  for (const auto& [level, priority] : expected) {
    EXPECT_EQ(JournalFields(LogLine{level, "p", "e", "m", {}}).at(1), priority);
  }
}

std::string Logged(const std::function<void()>& work) {
  testing::internal::CaptureStderr();
  work();
  return testing::internal::GetCapturedStderr();
}

TEST(Log, WritesOneLineToStderrWhenItIsToldTo) {
  StartLog("novofonctl", /*to_stderr=*/true);
  EXPECT_EQ(Logged([] {
              Log(Level::kNotice, "started", "ready", {{"pid", "7"}});
            }),
            "level=notice program=novofonctl event=started message=ready pid=7\n");
}

TEST(Log, SaysNothingBelowInfo) {
  StartLog("novofonctl", /*to_stderr=*/true);
  EXPECT_EQ(Logged([] { Log(Level::kDebug, "started", "ready"); }), "");
}

TEST(Log, LinesOfThreadsStayWhole) {
  StartLog("novofonctl", /*to_stderr=*/true);
  const std::string said = Logged([] {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([] {
        for (int n = 0; n < 50; ++n) Log(Level::kInfo, "applied", "done", {{"a", "b"}});
      });
    }
  });
  std::string expected;
  for (int n = 0; n < 200; ++n) {
    expected += "level=info program=novofonctl event=applied message=done a=b\n";
  }
  EXPECT_EQ(said, expected);
}

}  // namespace
}  // namespace novofon
