#include "core/hallucination.h"

#include <gtest/gtest.h>

#include "core/repetition.h"

namespace novofon {
namespace {

std::string FilteredText(std::string text) {
  return FilterHallucinations({std::move(text), {}, "ru"}).transcript.text;
}

TEST(FilterHallucinations, EveryPhraseSeenOnSilenceGoes) {
  for (const char* phrase : {
           "Субтитры сделал DimaTorzok",
           "Субтитры создавал DimaTorzok",
           " Субтитры создавал DimaTorzok. ",
           "Субтитры подогнал «Симон»!",
           "Субтитры делала Дарья",
           "Субтитры подготовил А.Иванов",
           "DimaTorzok",
           "Субтитры сделал Dima Torzok",
           "Продолжение следует...",
           "Продолжение следует… Продолжение следует…",
           "Спасибо за просмотр!",
           "СПАСИБО ЗА ПРОСМОТР",
           "Редактор субтитров А.Синецкая Корректор А.Егорова",
           "Редактор субтитров А.Семкин Корректор А.Егорова",
           "Редактор субтитров А. Семкин",
           "А.Семкин",
           "А.Сёмкин",
           "Подписывайтесь на канал",
           "Подписывайтесь на канал!",
           "До новых встреч",
           "Спасибо за просмотр! До новых встреч!",
           "Не забудьте подписаться",
           "Не забудьте подписаться на канал и нажать на колокольчик.",
           "колокольчик",
           "Корректор А.Егорова",
           "корректор а. егорова",
           "Редактор субтитров А.Синецкая. Корректор А.Егорова.",
           "Редактор субтитров Семкин Корректор Егорова",
           "редактор субтитров а семкин корректор а егорова",
           "Субтитры сделал",
           "Редактор субтитров",
           "Субтитры добавил DimaTorzok",
           "Субтитры создал DimaTorzok",
           "Субтитры выполнила Анна Петрова",
           "Субтитры: DimaTorzok",
           "субтитры сделал диматорзок",
           "Спасибо за просмотр и до новых встреч!",
           "Всем спасибо за просмотр!",
           "Подпишитесь на канал",
           "Подписывайтесь на наш канал и ставьте лайки",
           "Ставьте лайки и подписывайтесь на канал",
           "Не забудьте подписаться на мой канал",
           "Не забудьте подписаться на наш канал и поставить лайк",
           "И нажимайте на колокольчик",
           "Нажмите на колокольчик",
       }) {
    EXPECT_EQ(FilteredText(phrase), "") << phrase;
  }
}

TEST(FilterHallucinations, OrdinarySpeechSurvivesUntouched) {
  for (const char* speech : {
           "И продолжение следует завтра",
           "Спасибо за просмотр квартиры",
           "я подписался на канал",
           "Подписывайтесь на канал, сказали мне, а я не умею",
           "Спасибо, до новых встреч!",
           "До новых встреч, Ольга",
           "Не забудьте подписаться под договором",
           "У вас на двери колокольчик",
           "Мы делаем субтитры для роликов",
           "Мне нужен редактор субтитров на два дня",
           "Меня зовут Семкин",
           "Егорова Анна, двадцать пятая квартира",
           "Продолжение",
           "Спасибо",
           "Да, да, да, да, конечно",
           "Алло, алло, алло! Вы меня слышите?",
           "Ну, ну, ну, не знаю",
           "восемь девятьсот, ноль ноль ноль ноль ноль ноль ноль",
           "8 9 1 6 5 5 5 5 5 5 5",
           "очень-очень-очень грязно",
           "восемь восемь восемь восемь",
           "восемь, восемь, восемь, восемь, восемь, восемь",
           "А Егорова?",
           "А Егорова",
           "А. Егорова?",
           "А Семкин",
           "А Семкин когда работает?",
           "Корректор",
           "Субтитры: их нет",
           "Субтитры добавили, спасибо",
           "Спасибо за внимание, до свидания",
           "Подписывайтесь здесь и здесь",
           "Подпишитесь на акте",
           "Нажмите на колокольчик у двери",
           "Позвоните в звонок-колокольчик",
           "Наш колокольчик",
           "Спасибо за просмотр и за совет",
           "Спасибо за просмотр?",
           "Тик-тик-тик-тик-тик щёлкает реле",
           "Пип-пип-пип-пип-пип-пип пищит плита",
       }) {
    EXPECT_EQ(FilteredText(speech), speech);
  }
}

TEST(FilterHallucinations, TheWordsOfACreditInOrdinarySpeechStay) {
  for (const char* speech : {
           "мне нужны субтитры, сделал уже Иван, спасибо",
           "я редактор субтитров, адрес улица Ленина, корректор живёт со мной",
           "Субтитры сделали, спасибо",
           "Субтитры сделал Иван?",
           "Субтитры сделал Иван, а озвучку Пётр",
           "Субтитры сделал Иван из второй квартиры",
           "Мы субтитры сделали Ивану",
           "Субтитры делали вы",
           "Редактор субтитров в Москве нужен",
           "Нужен редактор субтитров в Москве.",
           "Корректор придёт завтра",
           "Корректор А. придёт завтра",
           "Меня зовут Егорова, я корректор",
           "Редактор субтитров, улица Ленина, пять, корректор Анна",
           "Субтитры, сделал Иван",
           "Субтитры. Сделал Иван.",
           "Там написано субтитры сделал Иван",
           "Спросите, кто редактор субтитров",
           "Я и редактор субтитров, и корректор, Анна",
       }) {
    EXPECT_EQ(FilteredText(speech), speech);
  }
}

// What stays of a line is never the rest of a sentence.
TEST(FilterHallucinations, ASubtitlersNameIsCutWholeOrNotAtAll) {
  for (const char* speech : {
           "Субтитры подготовила Мария Ивановна, позвоните ей",
           "Субтитры подготовила Мария Ивановна из второй квартиры",
           "Да. Субтитры сделал Иван Петрович Сидоров, он мой муж",
           "Субтитры делала Анна Петровна? Не знаю.",
           "Субтитры сделал А. Иванов из второй квартиры",
       }) {
    EXPECT_EQ(FilteredText(speech), speech);
  }
  EXPECT_EQ(FilteredText("Субтитры подготовила Мария Ивановна"), "");
  EXPECT_EQ(FilteredText("Жду. Субтитры сделал Иван Петрович Сидоров. Алло."), "Жду. Алло.");
  EXPECT_EQ(FilteredText("Субтитры делала Дарья Спасибо, жду"), "Спасибо, жду");
  EXPECT_EQ(FilteredText("Субтитры подогнал «Симон» Алло, здравствуйте"), "Алло, здравствуйте");
}

TEST(FilterHallucinations, ACreditGluedToARealLineIsCutFromIt) {
  EXPECT_EQ(FilteredText("Хорошо, до свидания. Субтитры создавал DimaTorzok"),
            "Хорошо, до свидания.");
  EXPECT_EQ(FilteredText("Субтитры сделал DimaTorzok. Алло, здравствуйте!"), "Алло, здравствуйте!");
  EXPECT_EQ(FilteredText("Да. Редактор субтитров А.Синецкая Корректор А.Егорова Спасибо."),
            "Да. Спасибо.");
  EXPECT_EQ(FilteredText("Ждём вас Субтитры создавал DimaTorzok"), "Ждём вас");
  EXPECT_EQ(FilteredText("ждём вас субтитры создавал dimatorzok"), "ждём вас");
  EXPECT_EQ(FilteredText("Ждём. Корректор А.Егорова"), "Ждём.");
}

std::vector<Segment> Segments(std::initializer_list<const char*> texts) {
  std::vector<Segment> segments;
  for (const char* text : texts) {
    const double start = static_cast<double>(segments.size()) * 2;
    segments.push_back({start, start + 2, "", text});
  }
  return segments;
}

std::string FilteredSegments(std::vector<Segment> segments) {
  return FilterHallucinations({"", std::move(segments), "ru"}).transcript.text;
}

TEST(FilterHallucinations, ACreditInTwoSegmentsGoesWhole) {
  EXPECT_EQ(
      FilteredSegments(Segments({"Жду.", "Редактор субтитров А.Синецкая", "Корректор А.Егорова"})),
      "Жду.");
  EXPECT_EQ(FilteredSegments(Segments({"Жду.", "Субтитры сделал", "DimaTorzok"})), "Жду.");
  EXPECT_EQ(FilteredSegments(Segments(
                {"Жду.", "Редактор субтитров", "А.Семкин", "Корректор", "А.Егорова", "Алло."})),
            "Жду. Алло.");
  EXPECT_EQ(FilteredSegments(Segments({"Кто вы?", "Корректор", "А Егорова?"})),
            "Кто вы? Корректор А Егорова?");
  EXPECT_EQ(FilteredSegments(
                Segments({"Редактор субтитров", "А.Синецкая", "Корректор А.Егорова", "Алло."})),
            "Алло.");
}

TEST(FilterHallucinations, DigitsInSegmentsOfTheirOwnStay) {
  EXPECT_EQ(FilteredSegments(Segments({"восемь", "восемь", "восемь", "восемь"})),
            "восемь восемь восемь восемь");
  EXPECT_EQ(FilteredSegments(Segments({"Восемь.", "5", "5", "5", "5", "5", "три"})),
            "Восемь. 5 5 5 5 5 три");
  EXPECT_EQ(FilteredSegments(Segments({"Да.", "Да.", "Да.", "Да."})), "Да. Да. Да. Да.");
}

TEST(FilterHallucinations, ALoopOfSeveralSegmentsKeepsItsFirstRound) {
  EXPECT_EQ(FilteredSegments(
                Segments({"Алло.", "Мне нужно", "помыть окна.", "Мне нужно", "помыть окна.",
                          "Мне нужно", "помыть окна.", "Мне нужно", "помыть окна.", "Сегодня."})),
            "Алло. Мне нужно помыть окна. Сегодня.");
}

std::string Times(int count, const std::string& text) {
  std::string all;
  for (int i = 0; i < count; ++i) all += (i > 0 ? " " : "") + text;
  return all;
}

TEST(FilterHallucinations, ALoopedSentenceIsSaidOnce) {
  for (const std::string sentence :
       {"Мне нужно помыть окна в квартире на втором этаже сегодня.",
        "Я вам звоню потому что хочу заказать уборку большой квартиры на будущей неделе.",
        "Добрый день! Это клининговая компания? Мне бы убраться в квартире, две комнаты, кухня, "
        "коридор, ещё балкон помыть и окна, если можно, когда приедете?"}) {
    for (const int times : {4, 10, 30}) {
      EXPECT_EQ(FilteredText("Алло. " + Times(times, sentence) + " Жду."),
                "Алло. " + sentence + " Жду.");
    }
    EXPECT_EQ(FilteredText(Times(3, sentence)), Times(3, sentence)) << "people repeat themselves";
  }
}

TEST(FilterHallucinations, OfALongInexactLoopTheBeginningStays) {
  std::string loop;
  const char* ends[] = {"сегодня", "сейчас", "быстро", "сегодня же"};
  for (int i = 0; i < 30; ++i) {
    loop += std::string("Мне нужно помыть окна в квартире на этаже ") + ends[i * i % 7 % 4] + ". ";
  }
  const std::string filtered = FilteredText("Алло. " + loop);
  EXPECT_TRUE(filtered.starts_with("Алло. Мне нужно помыть окна в квартире")) << filtered;
  EXPECT_LT(filtered.size(), loop.size() / 3);
}

TEST(FilterHallucinations, WhatIsSaidOnceInALoopStays) {
  std::string loop;
  for (int i = 0; i < 30; ++i) loop += i % 3 == 0 ? "да угу " : "да да угу ";
  EXPECT_NE(FilteredText(loop + "улица Ленина дом пять " + loop).find("улица Ленина дом пять"),
            std::string::npos);
  EXPECT_TRUE(
      FilteredText("Да, да, в субботу, да, угу, да, в десять, да, угу, да, хорошо, да, да, "
                   "угу, да, да, угу, хорошо, да, угу, да, да, да, угу, угу, да, хорошо, да")
          .starts_with("Да, да, в субботу, да, угу, да, в десять, да"));
}

TEST(FilterHallucinations, ATelephoneNumberSaidAgainAndAgainStays) {
  const std::string number = "восемь восемьсот пять пять пять три пять три пять";
  for (const int times : {1, 2, 3, 4, 5}) {
    EXPECT_EQ(FilteredText(Times(times, number)), Times(times, number));
  }
}

TEST(FilterHallucinations, EachSegmentIsAnUtteranceOfItsOwn) {
  const auto filtered =
      FilterHallucinations({"whatever the server wrote",
                            {{0, 2, "", "Алло, добрый день."},
                             {2, 4, "", "Продолжение следует..."},
                             {4, 6, "", "До свидания. Субтитры сделал DimaTorzok"}},
                            "ru"});
  EXPECT_EQ(filtered.transcript.text, "Алло, добрый день. До свидания.");
  ASSERT_EQ(filtered.transcript.segments.size(), 2u);
  EXPECT_EQ(filtered.transcript.segments[1].start, 4);
  EXPECT_EQ(filtered.transcript.language, "ru");
  const std::vector<Removed> expected = {
      {Removal::kStockPhrase, "Продолжение следует..."},
      {Removal::kCredit, "До свидания. Субтитры сделал DimaTorzok"}};
  EXPECT_EQ(filtered.removed, expected);
}

TEST(FilterHallucinations, SilenceNeedsBothNumbers) {
  const auto filtered = FilterHallucinations({"",
                                              {{0, 1, "", "Угу.", 0.9, -1.4},
                                               {1, 2, "", "Да.", 0.9, -0.3},
                                               {2, 3, "", "Завтра.", 0.1, -1.4},
                                               {3, 4, "", "Жду.", 0.9}},
                                              ""});
  EXPECT_EQ(filtered.transcript.text, "Да. Завтра. Жду.");
}

TEST(FilterHallucinations, LoopsAreSaidOnce) {
  EXPECT_EQ(FilteredText("Здравствуйте, ну, ну, ну, ну, ну, ну, ну, ну. Мне уборку."),
            "Здравствуйте, ну. Мне уборку.");
  EXPECT_EQ(FilteredText("Я не знаю. Я не знаю. Я не знаю. Я не знаю. Я не знаю."), "Я не знаю.");
}

TEST(FilterHallucinations, ALoopOverManySegmentsKeepsItsFirst) {
  Transcript loop;
  for (int i = 0; i < 6; ++i) loop.segments.push_back({i * 2.0, i * 2.0 + 2, "", "Да, хорошо."});
  EXPECT_EQ(FilterHallucinations(loop).transcript.segments.size(), 1u);
  for (Segment& segment : loop.segments) segment.start *= 5, segment.end = segment.start + 2;
  EXPECT_EQ(FilterHallucinations(loop).transcript.segments.size(), 6u) << "answers to a talker";
}

TEST(FilterHallucinations, AnAddressSaidTwiceIsNoLoop) {
  const char* call =
      "Улица Ленина, дом двадцать пять, квартира сто двенадцать, второй подъезд. Улица Ленина, дом "
      "двадцать пять, квартира сто двенадцать, второй подъезд, верно? Да, улица Ленина, дом "
      "двадцать "
      "пять, квартира сто двенадцать.";
  EXPECT_EQ(FilteredText(call), call);
}

TEST(FilterHallucinations, AnInexactLoopIsFoundByItsCompression) {
  std::string loop;
  for (int i = 0; i < 20; ++i)
    loop += i % 3 == 0 ? "и вот это самое, и это вот самое, " : "и вот самое это, ";
  EXPECT_GT(CompressionRatio(loop), 2.4);
  EXPECT_EQ(FilteredText(loop), "");
}

TEST(FilterHallucinations, ALongCallIsNotMistakenForALoop) {
  std::string call;
  for (const char* name : {"Иванова", "Петровой", "Сидорову", "Кузнецов", "Орлова", "Зайцевой"}) {
    call += std::string("Добрый день, меня зовут Ольга, чем могу помочь? Здравствуйте, это ") +
            name +
            ", мне нужна уборка квартиры, пятьдесят четыре метра. Когда вам удобно? Во вторник, "
            "часов в одиннадцать. Улица Ленина, дом двадцать пять, домофон работает. ";
  }
  EXPECT_EQ(FilteredText(call), call);
}

TEST(CompressionRatio, OrdinaryRussianStaysBelowTheLimit) {
  const char* speech =
      "Добрый день, меня зовут Ольга, клининговая компания. Чем могу помочь? Здравствуйте, мне "
      "нужна "
      "генеральная уборка квартиры, двухкомнатная, пятьдесят четыре метра. Когда вам удобно? "
      "Давайте "
      "во вторник, числа десятого, часов в одиннадцать. Адрес подскажите, пожалуйста.";
  EXPECT_LT(CompressionRatio(speech), 2.0);
  EXPECT_GT(CompressionRatio("ну, ну, ну, ну, ну, ну, ну, ну, ну, ну, "), 2.4);
  EXPECT_EQ(CompressionRatio(""), 0);
}

}  // namespace
}  // namespace novofon
