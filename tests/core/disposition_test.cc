#include "core/disposition.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace novofon {
namespace {

struct Word {
  const char* disposition;
  DispositionKind kind;
  const char* incoming;
  const char* outgoing;
};

class EachDisposition : public testing::TestWithParam<Word> {};

TEST_P(EachDisposition, HasItsKindAndItsWords) {
  EXPECT_EQ(KindOf(GetParam().disposition), GetParam().kind);
  EXPECT_EQ(IncomingStatus(GetParam().disposition), GetParam().incoming);
  EXPECT_EQ(OutgoingStatus(GetParam().disposition), GetParam().outgoing);
}

constexpr auto kNot = DispositionKind::kNotAnswered;
INSTANTIATE_TEST_SUITE_P(
    Words, EachDisposition,
    testing::Values(Word{"answered", DispositionKind::kAnswered, "Звонок отвечен",
                         "Исходящий звонок (отвечен)"},
                    Word{"no answer", kNot, "Пропущенный звонок (не ответили)",
                         "Исходящий звонок (не ответили)"},
                    Word{"cancel", kNot, "Отменён звонящим", "Исходящий звонок (отменён)"},
                    Word{"busy", kNot, "Занято", "Исходящий звонок (занято)"},
                    Word{"failed", kNot, "Не удался", "Исходящий звонок (не удался)"},
                    Word{"call failed", kNot, "Не удался", "Исходящий звонок (не удался)"},
                    Word{"no money", kNot, "Нет средств на счёте АТС",
                         "Исходящий звонок (нет средств на счёте АТС)"},
                    Word{"no money, no limit", kNot, "Нет средств, превышен лимит",
                         "Исходящий звонок (нет средств, превышен лимит)"},
                    Word{"unallocated number", kNot, "Номер не существует",
                         "Исходящий звонок (номер не существует)"},
                    Word{"no limit", kNot, "Превышен лимит", "Исходящий звонок (превышен лимит)"},
                    Word{"no day limit", kNot, "Превышен дневной лимит",
                         "Исходящий звонок (превышен дневной лимит)"},
                    Word{"line limit", kNot, "Превышен лимит линий",
                         "Исходящий звонок (превышен лимит линий)"},
                    Word{"gone fishing", DispositionKind::kUnknown, "gone fishing",
                         "Исходящий звонок (gone fishing)"},
                    Word{"", DispositionKind::kUnsaid, "не указан", "Исходящий звонок"}));

TEST(Disposition, CaseBlanksAndDashesDontMatter) {
  for (const char* text : {"NO ANSWER", "no_answer", "no-answer", " no  answer ", "\tNo Answer"}) {
    EXPECT_EQ(IncomingStatus(text), "Пропущенный звонок (не ответили)") << text;
  }
  EXPECT_EQ(KindOf("ANSWERED"), DispositionKind::kAnswered);
}

TEST(Disposition, AnsweredTellsMostAndAnUnknownWordLess) {
  EXPECT_TRUE(IsStronger("answered", "no answer"));
  EXPECT_TRUE(IsStronger("no answer", "cancel"));
  EXPECT_TRUE(IsStronger("line limit", "gone fishing"));
  EXPECT_TRUE(IsStronger("gone fishing", ""));
}

TEST(Disposition, StrengthIsATotalOrder) {
  const std::vector<std::string> words = {"answered", "ANSWERED", "busy", "Busy", "x", "y", ""};
  for (const auto& a : words) {
    for (const auto& b : words) {
      EXPECT_EQ(IsStronger(a, b) + IsStronger(b, a), a == b ? 0 : 1) << a << " and " << b;
    }
  }
}

}  // namespace
}  // namespace novofon
