// The words that stand beside a name and say whose it is.
#pragma once

#include <cstddef>

#include "core/quotes.h"

namespace novofon {

inline constexpr std::size_t kBesideName = 3;  // words between what introduces a name and the name

bool IsCall(const Word& word);         // «зовут»
bool IsMine(const Word& word);         // «меня», «моё»
bool IsPuttingDown(const Word& word);  // «запишите»: behind it a name may be in the accusative
bool IsPointing(const Word& word);        // «это», «я»
bool IsBehindPointing(const Word& word);  // «снова» of «это снова Пётр»
bool IsPreposition(const Word& word);     // that no name in the nominative stands behind
bool IsGreeting(const Word& word);        // «здравствуйте», «вечер»
bool IsOfARelative(const Word& word);     // «мужа», «собаку»
bool IsRole(const Word& word);  // «врач», «подруга»: the name behind it is another's
bool IsQuestionTag(const Word& word);  // «верно» of «Это Ольга, верно?»
bool BreaksAnIntroduction(const Word& word);  // «не», «от»

// «Меня» is near to word `i`, in its sentence.
bool IsOfTheSpeaker(const Turn& turn, std::size_t i);

}  // namespace novofon
