// What a talk says of a time around the words of it that a model quotes.
#pragma once

#include "core/quotes.h"

namespace novofon {

// `quoted` and the words about the same appointment around it: those that touch it, a day with
// nothing but «ну это», «то есть», «нет, лучше» between, the number of a weekday in the next
// sentence.
WordRange WithItsDates(const WordRange& quoted, const Turn& turn);

// Whether words near to the `grown` ones take its day back or make another one of it: «завтра я
// точно не смогу», «через неделю после отпуска».
bool IsContradicted(const WordRange& grown, const Turn& turn);

}  // namespace novofon
