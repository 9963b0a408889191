// Whether somebody gives a name: «меня зовут Пётр», «запишите на Ольгу Иванову».
#pragma once

#include <string_view>
#include <vector>

#include "core/quotes.h"

namespace novofon {

enum class Naming {  // the surest first
  kIntroduced,  // words beside it, or the question before it, say that it is the speaker's name
  kInPassing,   // it is said and may be anybody's, or no name at all
  kOfAnother,   // it is asked for, or the speaker gives himself another one
  kOther,  // another name is said: «Александр» for «Александра», «Пётр Ленин» of two people
};

// Of the name `value` as it stands in `place`. What introduces it may stand around `place`.
Naming JudgeNaming(std::string_view value, const WordRange& place, const std::vector<Turn>& turns);

// Whether the folded `said` is a case of the name `nominative`, the nominative itself included.
bool IsCaseOfName(std::string_view said, std::string_view nominative);

// A folded word that only looks like a name: «Уборка», «Квартира».
bool IsServiceWord(std::string_view word);

}  // namespace novofon
