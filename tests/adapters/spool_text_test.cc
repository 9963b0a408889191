#include "core/adapters/spool_text.h"

#include <gtest/gtest.h>

namespace novofon {
namespace {

JournalEntry Entry() {
  JournalEntry entry;
  entry.tenant = TenantId{7};
  entry.identity.bytes[0] = 0x69;
  entry.identity.bytes[19] = 0xff;
  entry.event = "NOTIFY_END";
  entry.verdict = Verdict::kIgnored;
  entry.fields = {{"caller_id", "+79161234567"}, {"name", "Анна \xEF\xBF\xBD \"\n"}, {"empty", ""}};
  entry.received_at = TimePoint{std::chrono::microseconds{1'768'460'400'123'456}};
  entry.request_id = "0123abcd";
  return entry;
}

std::string WhyNot(std::string_view text) {
  const auto read = ReadSpoolText(text);
  const auto* no_entry = std::get_if<NoEntry>(&read);
  return no_entry == nullptr ? "" : no_entry->why;
}

TEST(SpoolText, AnEntryComesBackWhole) {
  EXPECT_EQ(std::get<JournalEntry>(ReadSpoolText(SpoolText(Entry()))), Entry());
  EXPECT_EQ(std::get<JournalEntry>(ReadSpoolText(SpoolText(JournalEntry{}))), JournalEntry{});
}

TEST(SpoolText, EveryByteSurvives) {
  JournalEntry entry = Entry();
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
  entry.fields["bytes"] = bytes;
  entry.fields["\xd0"] = "a name cut in two";
  entry.fields["\xff"] = std::string("a\0b", 3);
  entry.event = "\xfe";
  entry.request_id = "\xc0\x80";
  EXPECT_EQ(std::get<JournalEntry>(ReadSpoolText(SpoolText(entry))), entry);
}

TEST(SpoolText, AnyCutIsNoticed) {
  const std::string text = SpoolText(Entry());
  for (std::size_t length = 0; length < text.size(); ++length) {
    EXPECT_NE(WhyNot(text.substr(0, length)), "") << length;
  }
  EXPECT_NE(WhyNot(text + "\n"), "");
}

TEST(SpoolText, AnyChangedByteIsNoticed) {
  const std::string text = SpoolText(Entry());
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_NE(WhyNot(changed), "") << i;
  }
}

TEST(SpoolText, WhatIsNoEntryIsNamedSo) {
  EXPECT_EQ(WhyNot("hello"), "it does not begin like a file of this spool");
  EXPECT_EQ(WhyNot("novofon-spool 1 12"), "it was cut short in its first line");
  // Length and SHA-256 of "{}".
  EXPECT_EQ(WhyNot("novofon-spool 1 2 "
                   "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\n{}"),
            "it is whole, but does not hold an entry that this version can read");
}

}  // namespace
}  // namespace novofon
