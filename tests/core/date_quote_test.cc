#include <gtest/gtest.h>

#include <string>

#include "core/spoken_date.h"

namespace novofon {
namespace {

TEST(WithDateWordsAround, APartGrowsOverTheWordsOfItsAppointment) {
  struct GrownRow {
    const char* text;
    const char* part;
    const char* grown;
  };
  for (const GrownRow& row : std::initializer_list<GrownRow>{
           {"Ну во вторник, числа 10-го, часов в 11, да", "числа 10-го",
            "во вторник, числа 10-го, часов в 11"},
           {"давайте в субботу или в воскресенье, хорошо", "в субботу",
            "в субботу или в воскресенье"},
           {"не завтра", "завтра", "не завтра"},
           {"завтра не могу, в субботу", "завтра", "завтра не могу, в субботу"},
           {"На завтра? В субботу.", "В субботу", "В субботу"},
           {"завтра в 11. До завтра!", "завтра в 11", "завтра в 11"},
           {"добрый день, завтра", "завтра", "завтра"},
           {"завтра приезжайте к трём", "завтра приезжайте", "завтра приезжайте к трём"},
           {"меня зовут Анна", "Анна", "Анна"},
           {"Завтра в десять. Пятьдесят метров", "Завтра в десять", "Завтра в десять"},
           {"Завтра в десять. Тридцать метров кухня", "Завтра в десять", "Завтра в десять"},
           {"Завтра в десять; через час перезвоню", "Завтра в десять", "Завтра в десять"},
           {"Завтра в десять! В субботу я занята", "Завтра в десять", "Завтра в десять"},
           {"Завтра… В субботу", "Завтра", "Завтра"},
           {"В субботу. Завтра в десять", "Завтра в десять", "Завтра в десять"},
           {"15.04 в 10.30, ладно", "15.04", "15.04 в 10.30"},
           {"завтра в 10 ч. 30 мин. удобно", "завтра", "завтра в 10 ч. 30 мин"},
           {"завтра в десять пятьдесят метров", "завтра", "завтра в десять"},
           {"до пятницы", "пятницы", "до пятницы"},
           {"любой день кроме субботы", "субботы", "любой день кроме субботы"},
           {"завтра нет, послезавтра", "завтра", "завтра нет, послезавтра"},
           {"в субботу, но не в эту, а в следующую, да", "в субботу",
            "в субботу, но не в эту, а в следующую"},
           {"завтра, если не успеете, то послезавтра", "послезавтра",
            "завтра, если не успеете, то послезавтра"},
           {"завтра, если что, звоните", "завтра", "завтра"},
           {"улица 8 Марта, завтра", "завтра", "завтра"}}) {
    const std::string_view text = row.text;
    const std::size_t begin = text.find(row.part);
    const TextPart grown =
        WithDateWordsAround(text, {begin, begin + std::string_view(row.part).size()});
    EXPECT_EQ(text.substr(grown.begin, grown.end - grown.begin), row.grown) << row.text;
  }
}

TEST(WithDateWordsAround, InALongTalkNoWordIsCutAndNothingFarIsReached) {
  std::string chat;
  for (int i = 0; i < 100; ++i) chat += "угу ";
  const std::string text = "во вторник " + chat + "в среду " + chat;
  const std::size_t begin = text.find("среду");
  const TextPart grown = WithDateWordsAround(text, {begin, begin + 10});
  EXPECT_EQ(text.substr(grown.begin, grown.end - grown.begin), "в среду");
}

}  // namespace
}  // namespace novofon
