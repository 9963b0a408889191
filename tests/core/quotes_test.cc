#include "core/quotes.h"

#include <gtest/gtest.h>

#include "core/evidence.h"

namespace novofon {
namespace {

Segment Said(double start, std::string_view speaker, std::string text) {
  return {start, start + 3, std::string(speaker), std::move(text)};
}

Transcript Talk(std::vector<Segment> segments) {
  Transcript talk;
  talk.segments = std::move(segments);
  talk.text = RenderDialogue(talk.segments);
  return talk;
}

// What of `talk` is found for `quote`; "" nothing.
std::string Found(std::string_view quote, const Transcript& talk) {
  const auto turns = TurnsOf(talk);
  return TextOf(FindPassages(quote, turns), turns);
}

Transcript AskedForAnAddress() {
  return Talk({Said(0, kOperator, "Какой адрес?"), Said(3, kClient, "Улица Ленина."),
               Said(6, kOperator, "Дом?"), Said(9, kClient, "Двадцать пять."),
               Said(12, kOperator, "Квартира?"), Said(15, kClient, "Сто двенадцать.")});
}

TEST(FindPassages, NumbersMayBeSpelledEitherWay) {
  const Transcript talk = Talk({Said(0, "", "Ленина, дом двадцать пять, квартира 112.")});
  EXPECT_EQ(Found("дом 25, квартира сто двенадцать", talk), "дом двадцать пять, квартира 112");
  EXPECT_EQ(Found("дом 26", talk), "");
}

TEST(FindPassages, PartOfANumberIsAnotherNumber) {
  const Transcript talk = Talk({Said(0, "", "Квартира сто двенадцать, корпус 2, 5 этаж.")});
  for (const char* quote : {"двенадцать", "квартира сто", "квартира 12", "корпус 25", "25 этаж",
                            "квартира 1 12", "квартира 11 2"}) {
    EXPECT_EQ(Found(quote, talk), "") << quote;
  }
}

TEST(FindPassages, AMarkOrTheEndOfASegmentDividesNumbers) {
  for (const Transcript& talk :
       {Talk({Said(0, "", "Ленина, дом двадцать, пятый этаж.")}),
        Talk({Said(0, "", "Ленина, дом двадцать. Пятый этаж.")}),
        Talk({Said(0, "", "Ленина, дом двадцать."), Said(3, "", "Пятый этаж.")}),
        Talk({Said(0, "", "Ленина, дом двадцать"), Said(3, "", "пятый этаж")})}) {
    EXPECT_EQ(Found("дом двадцать", talk), "дом двадцать") << talk.text;
    EXPECT_EQ(Found("дом 20", talk), "дом двадцать") << talk.text;
    for (const char* whole : {"дом двадцать, пятый этаж", "дом двадцать пятый этаж",
                              "дом 20, 5 этаж", "дом 20. 5 этаж", "дом двадцать. Пятый этаж"}) {
      EXPECT_NE(Found(whole, talk), "") << whole << " / " << talk.text;
    }
    for (const char* other : {"дом двадцать шестой этаж", "дом 205", "дом 2"}) {
      EXPECT_EQ(Found(other, talk), "") << other << " / " << talk.text;
    }
  }
  const Transcript one = Talk({Said(0, "", "Ленина, дом двадцать пять, этаж третий")});
  EXPECT_EQ(Found("дом двадцать, пять, этаж третий", one), "дом двадцать пять, этаж третий");
  EXPECT_EQ(Found("дом двадцать", one), "");
}

TEST(FindPassages, RecognisersAndModelsPunctuateAsTheyLike) {
  const Transcript talk = Talk({Said(0, "", "ну да это... пётр иванович"), Said(4, "", "семёнов")});
  for (const char* quote : {"Это — Пётр Иванович Семенов!", "это пётр,\nиванович", "«Это» Петр."}) {
    EXPECT_NE(Found(quote, talk), "") << quote;
  }
}

TEST(FindPassages, AnAnswerInPiecesIsFoundPieceByPiece) {
  const Transcript talk = AskedForAnAddress();
  const char* whole = "Улица Ленина … Двадцать пять … Сто двенадцать";
  EXPECT_EQ(Found("улица Ленина … двадцать пять … сто двенадцать", talk), whole);
  EXPECT_EQ(Found("Клиент: Улица Ленина.\nКлиент: 25\nКлиент: 112", talk), whole);
  EXPECT_EQ(Found("Улица Ленина... двадцать пять", talk), "Улица Ленина … Двадцать пять");
}

TEST(FindPassages, PiecesStandInTheirOrderAndNotFarApart) {
  EXPECT_EQ(Found("двадцать пять … улица Ленина", AskedForAnAddress()), "");
  EXPECT_EQ(Found("улица Ленина … сорок", AskedForAnAddress()), "");
  std::string chat;
  for (int i = 0; i < 61; ++i) chat += "да ";
  EXPECT_EQ(Found("улица Ленина … двадцать пять",
                  Talk({Said(0, kClient, "улица Ленина"), Said(3, kOperator, chat),
                        Said(60, kClient, "двадцать пять")})),
            "");
  std::string pieces = "да";
  for (int i = 0; i < 7; ++i) pieces += " … да";
  const Transcript yes =
      Talk({Said(0, kClient, "да ну да ну да ну да ну да ну да ну да ну да ну да ну")});
  EXPECT_NE(Found(pieces, yes), "");
  EXPECT_EQ(Found(pieces + " … да", yes), "") << "more pieces than an address has";
}

TEST(FindPassages, APieceThatComesAgainIsTakenWhereTheOthersFollow) {
  std::string chat;
  for (int i = 0; i < 61; ++i) chat += "да ";
  EXPECT_EQ(
      Found("Ленина … 5", Talk({Said(0, kClient, "Ленина " + chat), Said(60, kClient, "Ленина"),
                                Said(63, kOperator, "Дом?"), Said(66, kClient, "5")})),
      "Ленина … 5");
}

TEST(TurnsOf, ALineEndsWhereASentenceOrANumberDoes) {
  struct Row {
    const char* before;
    const char* next;
    char divider;
  };
  for (const Row& row : std::initializer_list<Row>{{"в десять", "Тридцать метров", '\n'},
                                                   {"в десять.", "Тридцать метров", '\n'},
                                                   {"в десять", "тридцать метров", '\n'},
                                                   {"дом 20", "5 этаж", '\n'},
                                                   {"во вторник,", "числа десятого", ' '},
                                                   {"во вторник", "числа десятого", ' '},
                                                   {"дом двадцать пять", "квартира", ' '},
                                                   {"на улице,", "Ленина", ' '}}) {
    const auto turns = TurnsOf(Talk({Said(0, "", row.before), Said(3, "", row.next)}));
    EXPECT_EQ(turns.at(0).text, std::string(row.before) + row.divider + row.next);
  }
}

TEST(TurnsOf, EveryWordKnowsItsSegment) {
  const auto turns = TurnsOf(
      Talk({Said(0, kOperator, "Да"), Said(1, kClient, ""), Said(2, kClient, "на двадцать"),
            Said(3, kClient, "пять"), Said(4, kClient, "минут"), Said(5, kOperator, "Ага")}));
  ASSERT_EQ(turns.size(), 3u);
  EXPECT_EQ(turns[1].segments, (std::vector<std::size_t>{2, 2, 3, 4})) << "20 and 5";
  EXPECT_EQ(turns[2].segments, std::vector<std::size_t>{5});
}

TEST(JudgeClaim, AnAddressMayComeInPiecesButNoName) {
  const Judged address =
      JudgeClaim(ClaimedField::kAddress,
                 {"ул. Ленина, д. 25, кв. 112", "улица Ленина … двадцать пять … сто двенадцать"},
                 AskedForAnAddress());
  ASSERT_TRUE(std::holds_alternative<Evidence>(address));
  EXPECT_TRUE(std::get<Evidence>(address).in_pieces);
  EXPECT_EQ(std::get<Evidence>(address).second, 3);
  EXPECT_EQ(std::get<Evidence>(address).segments, (std::vector<std::size_t>{1, 3, 5}));
  EXPECT_EQ(JudgeClaim(ClaimedField::kName, {"Ленина", "улица … Ленина … двадцать пять"},
                       AskedForAnAddress()),
            Judged(Doubt::kNotSaid));
}

TEST(JudgeClaim, WithoutChannelsACompanyThatIntroducesItselfIsNotTheClient) {
  struct Row {
    const char* text;
    const char* name;
    const char* quote;
    bool accepted;
  };
  for (const Row& row : std::initializer_list<Row>{
           {"Клининговая компания Чистый дом, меня зовут Ольга, добрый день!", "Ольга",
            "меня зовут Ольга", false},
           {"Добрый день, Ольга, чем могу помочь?", "Ольга", "Ольга", false},
           {"Оператор Светлана, слушаю вас.", "Светлана", "Светлана", false},
           {"Компания «Уют», меня зовут Ольга. Здравствуйте, это Пётр.", "Пётр",
            "Здравствуйте, это Пётр", true},
           {"Алло, это клининговая компания? Меня зовут Анна.", "Анна", "меня зовут Анна", true},
           {"Меня зовут Анна, вашу компанию посоветовали.", "Анна", "Меня зовут Анна", true},
           {"Меня зовут Анна, вы можете помочь с уборкой?", "Анна", "Меня зовут Анна", true}}) {
    const Judged judged =
        JudgeClaim(ClaimedField::kName, {row.name, row.quote}, {row.text, {}, ""});
    EXPECT_EQ(std::holds_alternative<Evidence>(judged), row.accepted) << row.text;
  }
}

}  // namespace
}  // namespace novofon
