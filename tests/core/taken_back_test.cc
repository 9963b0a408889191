#include "core/taken_back.h"

#include <gtest/gtest.h>

#include "core/cabinet_time.h"
#include "core/found_fields.h"

namespace novofon {
namespace {

enum class Fate { kCertain, kUnsure, kRefused };

Fate FateOf(std::string value, std::string quote, std::vector<Segment> segments) {
  Claims claims;
  claims.address = Claim{std::move(value), std::move(quote)};
  const auto fields = JudgeClaims(claims, {"", std::move(segments), ""},
                                  *ParseUtc("2025-12-04T07:00:00Z"), "Europe/Moscow");
  if (fields.found.empty()) return Fate::kRefused;
  return fields.found[0].unsure.empty() ? Fate::kCertain : Fate::kUnsure;
}

struct Row {
  const char* value;
  const char* said;
  const char* quote = nullptr;  // else all that is said
};

void ExpectAll(Fate fate, std::initializer_list<Row> rows, std::string_view speaker = kClient) {
  for (const Row& row : rows) {
    EXPECT_EQ(static_cast<int>(FateOf(row.value, row.quote != nullptr ? row.quote : row.said,
                                      {{0, 5, std::string(speaker), row.said}})),
              static_cast<int>(fate))
        << row.value << " / " << row.said;
  }
}

TEST(WithoutWhatIsTakenBack, TheWordsKeepTheirPlaces) {
  const Mended denied = WithoutWhatIsTakenBack("Дом не шесть, а восемь");
  EXPECT_EQ(FoldText(denied.text), "дом а восемь");
  EXPECT_TRUE(denied.denied && !denied.corrected);
  const Mended corrected = WithoutWhatIsTakenBack("Дом шесть, ой, восемь");
  EXPECT_EQ(FoldText(corrected.text), "дом восемь");
  EXPECT_TRUE(corrected.corrected && !corrected.denied);
  for (const char* said : {"", "ой", "не", "Дом шесть, нет", "то есть", "Домофон не работает",
                           "Домофона нет, третий этаж", "Дом шесть, ой, минутку"}) {
    EXPECT_EQ(WithoutWhatIsTakenBack(said).text, said);
  }
}

TEST(JudgeClaims, WhatIsDeniedOfAnAddressIsRefused) {
  ExpectAll(Fate::kRefused,
            {{"ул. Мира, 6", "Дом не шесть, а восемь, улица Мира."},
             {"ул. Мира, 6", "Улица Мира, дом восемь, а не шесть."},
             {"ул. Мира, 6", "Не улица Мира, а проспект Мира, дом шесть."},
             {"ул. Мира, 6", "Не улица Мира, а проспект Мира, дом шесть.",
              "улица Мира, а проспект Мира, дом шесть"},
             {"Мира, 6", "Мы не на Мира, шесть, мы на Кирова, восемь."},
             {"ул. Мира, 6, кв. 5", "Улица Мира, шесть, квартира не пять, а семь"},
             {"Мира, 6", "Раньше жили на Мира, шесть, сейчас на Кирова, восемь.", "на Мира, шесть"},
             {"Мира, 6", "Старый адрес Мира, шесть, а теперь Кирова, восемь."}});
  ExpectAll(Fate::kCertain, {{"ул. Мира, 8", "Дом не шесть, а восемь, улица Мира."},
                             {"ул. Мира, 8", "Улица Мира, дом восемь, а не шесть."},
                             {"пр-т Мира, 6", "Не улица Мира, а проспект Мира, дом шесть."},
                             {"Кирова, 8", "Раньше жили на Мира, шесть, сейчас на Кирова, восемь."},
                             {"ул. Мира, 6", "Мы раньше у вас заказывали, улица Мира, дом шесть."},
                             {"ул. Мира, 6", "Улица Мира, дом шесть, домофон не работает."},
                             {"ул. Мира, 6", "Улица Мира, дом шесть, не звоните, а стучите."}});
}

TEST(JudgeClaims, WhatIsCorrectedInAnAddressIsRefused) {
  ExpectAll(
      Fate::kRefused,
      {{"ул. Мира, 6", "Улица Мира, дом шесть, ой, восемь."},
       {"ул. Мира, 6", "Улица Мира, дом шесть, нет, восемь.", "Улица Мира, дом шесть"},
       {"ул. Мира, 6", "Улица Мира, дом шесть. Ой, нет, дом восемь.", "Улица Мира, дом шесть"},
       {"ул. Мира, 6", "Улица Мира, шестой дом, ой, восьмой."},
       {"ул. Мира, 6", "Улица Мира, шесть, простите, я перепутала, восемь"},
       {"ул. Мира, 6", "Улица Мира, шесть, точнее, восемь"},
       {"ул. Мира, 6", "Улица Мира, шесть, то есть дом восемь"},
       {"ул. Мира, 6, кв. 5", "Улица Мира, 6, квартира пять, вернее семь"},
       {"ул. Мира, 6", "Улица Мира, шесть, ой, то есть улица Кирова, шесть"},
       {"Мира, 6", "Мира, шесть. Нет, Кирова, восемь.", "Мира, шесть"}});
  ExpectAll(Fate::kUnsure, {{"ул. Мира, 8", "Улица Мира, дом шесть, ой, восемь."},
                            {"ул. Мира, 8", "Улица Мира, шестой дом, ой, восьмой."},
                            {"ул. Мира, 6, кв. 7", "Улица Мира, 6, квартира пять, вернее семь"},
                            {"Кирова, 8", "Мира, шесть. Нет, Кирова, восемь."}});
  ExpectAll(Fate::kCertain, {{"ул. Мира, 6", "Улица Мира, шесть, лифта нет, третий этаж"},
                             {"ул. Мира, 6", "Улица Мира, шесть, то есть дом шесть"},
                             {"ул. Мира, 6, кв. 5", "Улица Мира, 6, ой, квартира пять"},
                             {"ул. Мира, 6", "Улица Мира, шесть. Нет, приезжайте в восемь."},
                             {"ул. Мира, 6", "Улица Мира, шесть. Извините, пять минут подождите."},
                             {"ул. Мира, 6, 2 подъезд",
                              "Мира улица, шесть. Лифт? Нет. Второй "
                              "подъезд."}});
}

TEST(JudgeClaims, OnlyWhatIsTakenBackIsDoubtful) {
  ExpectAll(Fate::kRefused,
            {{"ул. Лесная, 5", "Улица Лесная, дом пять, тьфу, семь."},
             {"ул. Лесная, 5, кв. 8", "Улица Лесная, дом пять, квартира восемь, ой, девять."},
             {"Мира, 6", "Ой, простите, не Мира, Кирова, шесть.", "Мира, Кирова, шесть"}});
  ExpectAll(Fate::kUnsure,
            {{"ул. Лесная, 5", "Улица Лесная, дом пять или семь, не помню."},
             {"ул. Садовая, 5", "Улица Лесная, пять, вернее, улица Садовая, пять."},
             {"ул. Лесная, 5, кв. 9", "Улица Лесная, 5, квартира восемь, ой, простите, девять."}});
  ExpectAll(Fate::kCertain,
            {{"ул. Лесная, 5", "Простите, улица Лесная, дом пять."},
             {"ул. Лесная, 5", "Нет, вы не поняли. Улица Лесная, дом пять."},
             {"ул. Лесная, 5", "Улица Лесная, дом пять, не забудьте ключ."},
             {"ул. Лесная, 5", "Улица Лесная, дом пять. А, нет, подъезд второй, код три."},
             {"ул. Лесная, 5, кв. 7", "Улица Лесная, 5, квартира семь. Извините, а цена?"},
             {"ул. Лесная, 5", "В пять часов, улица Лесная, пять."}});
}

TEST(JudgeClaims, ACorrectionMayComeInTheNextTurn) {
  const std::string client(kClient);
  const std::string ours(kOperator);
  const auto fate = [&](const char* asked, const char* answer) {
    return FateOf(
        "ул. Мира, 6", "улица Мира, шесть",
        {{0, 2, client, "улица Мира, шесть"}, {2, 3, ours, asked}, {3, 5, client, answer}});
  };
  EXPECT_EQ(fate("Шесть?", "Ой, нет, восемь."), Fate::kRefused);
  EXPECT_EQ(fate("Шестнадцать?", "Нет, шесть."), Fate::kCertain);
  EXPECT_EQ(fate("Квартира есть?", "Нет, частный дом."), Fate::kCertain);
  EXPECT_EQ(fate("Сегодня?", "Нет, завтра в восемь."), Fate::kCertain);
  EXPECT_EQ(fate("Этаж?", "Восемь."), Fate::kCertain);
  EXPECT_EQ(
      FateOf("Мира, 6", "на Мира, шесть",
             {{0, 2, ours, "Это на Мира, шесть?"}, {2, 3, client, "Нет, на Кирова, восемь."}}),
      Fate::kRefused);
}

TEST(JudgeClaims, TheFirmsOwnAddressIsNotTheClients) {
  ExpectAll(Fate::kUnsure,
            {{"ул. Мира, 6", "Наш адрес улица Мира, дом шесть. Понял, подъеду."},
             {"ул. Мира, 6", "Мы находимся на улице Мира, шесть."}},
            "");
  ExpectAll(Fate::kUnsure, {{"ул. Мира, 6", "Вы находитесь на улице Мира, шесть?"},
                            {"ул. Мира, 6", "Ваш адрес улица Мира, шесть, верно?"}});
  ExpectAll(Fate::kCertain, {{"ул. Мира, 6", "Наш адрес улица Мира, дом шесть."},
                             {"ул. Мира, 6", "Мы находимся на улице Мира, шесть."}});
}

}  // namespace
}  // namespace novofon
