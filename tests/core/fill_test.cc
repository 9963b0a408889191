#include "core/fill.h"

#include <gtest/gtest.h>

#include "core/cabinet_time.h"
#include "tests/core/named_row.h"

namespace novofon {
namespace {

const FieldSet kAll = {DealField::kName, DealField::kAddress, DealField::kScheduledAt};
const std::string kTen = "2026-01-16T07:00:00Z";

DealFields Full() { return {"Пётр", "ул. Ленина, д. 25", ParseUtc(kTen)}; }

struct FillRow {
  std::string name;
  DealFields deal;
  DealField field;
  std::string value;
  FieldSet by_itself;
  SuggestionState state;
};
void PrintTo(const FillRow& row, std::ostream* out) { *out << row.name; }

class Filling : public testing::TestWithParam<FillRow> {};

TEST_P(Filling, OnlyWritesIntoAnEmptyField) {
  DealFields deal = GetParam().deal;
  Finding found;
  found.field = GetParam().field;
  found.value = GetParam().value;
  EXPECT_EQ(NameOf(Fill(deal, found, GetParam().by_itself)), NameOf(GetParam().state));
  DealFields expected = GetParam().deal;
  if (GetParam().state == SuggestionState::kFilled) {
    EXPECT_EQ(TextOf(expected, GetParam().field), "");
    Set(expected, GetParam().field, GetParam().value);
  }
  EXPECT_EQ(deal, expected);
}

constexpr auto kName = DealField::kName;
constexpr auto kAddress = DealField::kAddress;
constexpr auto kAt = DealField::kScheduledAt;
constexpr auto kFilled = SuggestionState::kFilled;
constexpr auto kSuggested = SuggestionState::kSuggested;
constexpr auto kSame = SuggestionState::kSame;
constexpr auto kDoubted = SuggestionState::kDoubted;

INSTANTIATE_TEST_SUITE_P(
    Table, Filling,
    testing::Values(
        FillRow{"EmptyName", {}, kName, "Пётр", kAll, kFilled},
        FillRow{"EmptyAddress", {}, kAddress, "ул. Мира, 5", kAll, kFilled},
        FillRow{"EmptyTime", {}, kAt, kTen, kAll, kFilled},
        FillRow{"OtherFieldsMayBeFull", {"Пётр", "", {}}, kAddress, "ул. Мира, 5", kAll, kFilled},
        FillRow{"OtherName", Full(), kName, "Иван", kAll, kSuggested},
        FillRow{"OtherAddress", Full(), kAddress, "ул. Мира, 5", kAll, kSuggested},
        FillRow{"OtherTime", Full(), kAt, "2026-01-16T07:00:01Z", kAll, kSuggested},
        FillRow{"SameName", Full(), kName, "Пётр", kAll, kSame},
        FillRow{"SameNameInOtherLetters", Full(), kName, "ПЕТР", kAll, kSame},
        FillRow{"SameAddressWithOtherPoints", Full(), kAddress, "ул Ленина д 25", kAll, kSame},
        FillRow{"AddressWithItsNumberTakenApart", Full(), kAddress, "ул. Ленина, д. 2-5", kAll,
                kSuggested},
        FillRow{"SameTime", Full(), kAt, kTen, kAll, kSame},
        FillRow{"NotByItself", {}, kName, "Пётр", {kAddress, kAt}, kSuggested},
        FillRow{"NothingByItself", {}, kAt, kTen, {}, kSuggested},
        FillRow{"SameIsSameAlsoWhenNotByItself", Full(), kName, "Пётр", {}, kSame},
        FillRow{"NoValueThatCanBeTrusted", {}, kName, "", kAll, kDoubted},
        FillRow{"NoValueForAFullField", Full(), kAt, "", kAll, kDoubted},
        FillRow{"AFieldOfBlanksIsNotEmpty", {" ", "", {}}, kName, "Пётр", kAll, kSuggested},
        FillRow{"NothingButPointsIsNotTheSameAsNothing", {}, kName, "?!", {}, kSuggested}),
    RowName());

TEST(DealFieldsTexts, AreReadAsTheyAreWritten) {
  DealFields deal;
  for (const DealField field : kDealFields) EXPECT_EQ(TextOf(deal, field), "");
  Set(deal, kName, "Анна");
  Set(deal, kAddress, "пр. Мира, 1");
  Set(deal, kAt, kTen);
  EXPECT_EQ(deal, (DealFields{"Анна", "пр. Мира, 1", ParseUtc(kTen)}));
  EXPECT_EQ(TextOf(deal, kName), "Анна");
  EXPECT_EQ(TextOf(deal, kAddress), "пр. Мира, 1");
  EXPECT_EQ(TextOf(deal, kAt), kTen);
  for (const DealField field : kDealFields) Set(deal, field, "");
  EXPECT_EQ(deal, DealFields{}) << "emptied again, as by an undo";
}

TEST(SuggestionStates, AreNamedAsInTheSchema) {
  std::string names;
  for (const SuggestionState state :
       {SuggestionState::kFound, kFilled, kSuggested, kSame, kDoubted, SuggestionState::kAccepted,
        SuggestionState::kDismissed, SuggestionState::kUndone}) {
    names += std::string(NameOf(state)) + " ";
  }
  EXPECT_EQ(names, "found filled suggested same doubted accepted dismissed undone ");
}

}  // namespace
}  // namespace novofon
