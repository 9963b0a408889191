// The words by which a time is refused.
#pragma once

#include <cstddef>

#include "core/phrase_tokens.h"

namespace novofon {

// «не могу», «неудобно», «не надо приезжать» at the beginning of `phrase`; how many tokens. Whether
// they are meant so see FindOtherMatters.
std::size_t RefusalAt(Phrase phrase);

// Adverbs and the like that stand between a time and its refusal: «завтра, к сожалению, никак».
bool IsParenthesis(Phrase phrase, std::size_t at);

}  // namespace novofon
