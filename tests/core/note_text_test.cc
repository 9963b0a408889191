#include "core/note_text.h"

#include <gtest/gtest.h>

#include "tests/core/calls.h"

namespace novofon {
namespace {

TEST(NoteText, OfAnAnsweredCall) {
  Cabinet cabinet;
  cabinet.Receives(End("answered", {{"internal", "101"}}));
  EXPECT_EQ(cabinet.NoteOf(),
            "📞 Входящий звонок\n"
            "Статус: Звонок отвечен\n"
            "Длительность: 95 сек.\n"
            "Внутренний номер: 101\n"
            "Время: 15.01.2026 10:00");
}

TEST(NoteText, OfAMissedCall) {
  Cabinet cabinet;
  cabinet.Receives(End("no answer"));
  EXPECT_EQ(cabinet.NoteOf(),
            "🔴 ПРОПУЩЕННЫЙ ЗВОНОК\n"
            "Статус: Пропущенный звонок (не ответили)\n"
            "Длительность: 0 сек.\n"
            "Внутренний номер: не указан\n"
            "Время: 15.01.2026 10:00");
}

TEST(NoteText, OfARepeatedCallIsHeadedSo) {
  Cabinet cabinet;
  cabinet.Receives(End("answered"));
  cabinet.Receives(End("busy", {{"pbx_call_id", "in_2"}, {"call_start", "2026-01-15 10:05:00"}}));
  EXPECT_EQ(cabinet.NoteOf("in_2"),
            "📞 ПОВТОРНЫЙ ЗВОНОК\n"
            "🔴 ПРОПУЩЕННЫЙ ЗВОНОК\n"
            "Статус: Занято\n"
            "Длительность: 0 сек.\n"
            "Внутренний номер: не указан\n"
            "Время: 15.01.2026 10:05");
}

TEST(NoteText, OfAnOutgoingCallNamesTheManager) {
  Cabinet cabinet;
  cabinet.Receives(End("answered")).Receives(OutEnd("answered"));
  EXPECT_EQ(cabinet.NoteOf("out_1"),
            "📞 Исходящий звонок (отвечен)\n"
            "Длительность: 45 сек.\n"
            "Менеджер: внутренний 101\n"
            "Время: 15.01.2026 11:00");
}

TEST(NoteText, OfAnOutgoingCallWithoutAnExtension) {
  Cabinet cabinet;
  cabinet.Receives(End("answered")).Receives(OutEnd("no answer", {{"internal", "-"}}));
  EXPECT_EQ(cabinet.NoteOf("out_1"),
            "📞 Исходящий звонок (не ответили)\n"
            "Длительность: 0 сек.\n"
            "Менеджер: не указан\n"
            "Время: 15.01.2026 11:00");
}

TEST(NoteText, AnExtensionThatOnlyRangIsNotNamed) {
  Cabinet cabinet;
  cabinet.Receives(Internal("101")).Receives(End("cancel"));
  EXPECT_NE(cabinet.NoteOf().find("Внутренний номер: не указан"), std::string::npos);
}

TEST(NoteText, AnUnknownDispositionStandsAsItCameAndIsNotMissed) {
  Cabinet cabinet;
  cabinet.Receives(End("gone fishing"));
  EXPECT_TRUE(cabinet.NoteOf().starts_with("📞 Входящий звонок\nСтатус: gone fishing\n"));
}

TEST(NoteText, TimeIsInTheTenantsZone) {
  Cabinet cabinet;
  cabinet.rules.zone = "Asia/Omsk";
  cabinet.Receives(End("answered"));
  EXPECT_TRUE(cabinet.NoteOf().ends_with("Время: 15.01.2026 10:00"));
  EXPECT_EQ(FormatUtc(cabinet.CallOf().started_at), "2026-01-15T04:00:00Z");
}

}  // namespace
}  // namespace novofon
