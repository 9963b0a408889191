// What a whole phrase says of one appointment, refused and excluded days left out.
#pragma once

#include <cstddef>
#include <vector>

#include "core/date_words.h"
#include "core/phrase_tokens.h"
#include "core/time_words.h"

namespace novofon {

struct Facts {
  DateFacts date;
  TimeFacts time;
  bool doubtful = false;     // «наверное», numbers of which nothing is known
  bool had_refusal = false;  // «завтра не могу, в субботу тоже»
  // «завтра в десять не могу, давайте в одиннадцать», «14 в 15:00»: a time, and not today's
  bool lost_its_day = false;

  bool NameSomething() const {
    return date.NamesADay() || date.from_now || date.refused || date.vague || time.NamesATime();
  }
};

// Each sentence by itself: «завтра в десять. Пятьдесят метров» is not 10:50.
Facts ReadFacts(Phrase phrase);

// Which tokens speak of a day or a time. «До завтра» doesn't: it may be a farewell.
std::vector<bool> SpeakOfDates(Phrase phrase);

}  // namespace novofon
