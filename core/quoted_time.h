// What a talk says of a time around the words of it that a model quotes.
#pragma once

#include <vector>

#include "core/quotes.h"

namespace novofon {

// `quoted` and the words about the same appointment around it: those that touch it, a day with
// nothing but «ну это», «то есть», «нет, лучше» between, the number of a weekday in the next
// sentence.
WordRange WithItsDates(const WordRange& quoted, const Turn& turn);

enum class Standing {
  kStands,
  kDoubted,    // something near may take it back
  kTakenBack,  // «завтра я точно не смогу», «через неделю после отпуска»; or it is no appointment
};

// What the words near to the `grown` ones leave of its time: those of its turn, and what is
// answered to it.
Standing StandingOf(const WordRange& grown, const std::vector<Turn>& turns);

// Whether the `grown` words are a question that refuses nothing: «завтра не сможете?», but not «то
// есть завтра не сможете?»
bool IsPlainQuestion(const WordRange& grown, const std::vector<Turn>& turns);

// See quoted_time_answer.cc. `core` is the part of its turn that names the time.
Standing StandingAmongAnswers(const WordRange& core, const std::vector<Turn>& turns);
// What was spoken of when it was named: «Когда вам перезвонить? — Завтра в десять».
Standing StandingBehindQuestions(const WordRange& core, const std::vector<Turn>& turns);

}  // namespace novofon
