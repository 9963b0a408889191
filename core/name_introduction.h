// What the words around a name say of it: «меня зовут …», «запишите на …», «как вас зовут?».
#pragma once

#include <cstddef>
#include <vector>

#include "core/quotes.h"

namespace novofon {

// Where the names of one person are said.
struct NamesSaid {
  std::size_t turn = 0;
  std::size_t first = 0;  // words of the turn
  std::size_t last = 0;
  bool apart = false;  // other words stand between them
};

enum class Introduction {  // the surest last
  kNone,
  kPutDown,  // «запишите на Петра», «имя Пётр»
  kOwn,  // «меня зовут Пётр», «это Пётр», «как вас зовут?» — «Пётр»
};
Introduction IntroductionOf(const NamesSaid& names, const std::vector<Turn>& turns);

// Between the names of one person: «Анна, фамилия Иванова».
bool IsBetweenNames(const Word& word);

enum class NameCase {
  kNominative,  // «меня зовут …»
  kOther,       // «на …», «для …»
  kEither,  // «на имя Ольга» and «на имя Ольги», «запишите Петра» and «запишите Ольга»
  kUnknown,
};
// The case in which the words before and behind `names` need them.
NameCase CaseOf(const NamesSaid& names, const std::vector<Turn>& turns);

}  // namespace novofon
