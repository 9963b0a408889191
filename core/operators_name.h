// The name with which an operator answers: «Клининговая компания, меня зовут Ольга».
#pragma once

#include <vector>

#include "core/quotes.h"

namespace novofon {

// Where no channel tells who speaks, by the words of firms around it.
bool IsOfTheOperator(const WordRange& name, const std::vector<Turn>& turns);

}  // namespace novofon
