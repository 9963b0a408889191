// What an answer to a proposed time says, a sentence at a time.
#pragma once

#include <cstddef>

#include "core/date_phrase.h"
#include "core/date_words.h"
#include "core/phrase_tokens.h"

namespace novofon {

enum class Days { kSame, kOther, kUnknown };  // kUnknown: «завтра» and «в среду»
Days CompareDays(const DateFacts& a, const DateFacts& b);

// Refused or not.
DateFacts DaysNamedIn(Phrase phrase);

// Whether `answer` names another day or hour.
bool SaysOther(Phrase answer, const Facts& quoted);

// What says nothing by itself: «ну», «так», «к сожалению», «сейчас посмотрю».
bool IsInterjection(Phrase phrase, std::size_t at);
// Whoever says so is about to say it anew: «ой», «вернее», «перепутала».
bool IsSecondThought(Phrase phrase, std::size_t at);
bool IsAssent(Phrase phrase, std::size_t at);

// «Всё», «спасибо», «вопросов нет» behind a «нет».
bool IsContent(Phrase rest);

// Nothing but whether the time suits: «вас устроит?», «удобно будет?»
bool IsAboutTheTime(Phrase tail);

struct Refusing {
  bool refuses = false;  // `answer` begins with it
  bool excuses = false;  // «я работаю»
  DateFacts days;        // named as far as that
};
Refusing RefusingIn(Phrase answer);

// «В этот день», «в это время».
bool MeansThen(Phrase answer);

// «А попозже можно?», «раньше не сможете?»
bool AsksForAnotherHour(Phrase answer);

// «Давайте в двенадцать».
bool ProposesOther(Phrase answer, const Facts& quoted);

// Whether anything in `answer` is a refusal.
bool RefusesSomething(Phrase answer);

}  // namespace novofon
