// Numbers in a phrase that are neither a day nor a time.
#pragma once

#include <cstddef>

#include "core/phrase_tokens.h"

namespace novofon {

// «этаж», «квартира»: a number beside it is neither a day nor an hour.
bool IsPartOfABuilding(Phrase phrase, std::size_t at);

// What follows such a number: «в 11 квартире», «50 квадратных метров», «пять больших окон».
bool IsCountedThing(Phrase phrase, std::size_t at);

// The same told by its ending alone, behind «на двенадцать»: «рабочих мест», «гостей», «подушек»;
// behind «в двенадцать» by fewer endings, for «в двенадцать мастер приедет».
bool LooksCounted(Phrase phrase, std::size_t at, int count, bool behind_na);

// «работы» of «на десять часов работы».
bool IsWork(Phrase phrase, std::size_t at);

// A number in a form that no hour has: «две», «троих»; behind «в» or «на» also «двух», «десяти».
bool IsNoHour(Phrase phrase, std::size_t at, bool behind_in);

// «минут до метро», «минут пешком»: the way there, not the minutes of a time.
bool IsWayInMinutes(Phrase phrase, std::size_t at);

// «Восьмого Марта» of «Восьмого Марта, дом десять», «на 25-го Октября» of «на 25-го Октября, 10»: a
// month has no capital letter; how many tokens.
std::size_t StreetWithoutItsWord(Phrase phrase);

// How many tokens at the front are a street called after a date: «улица 8 Марта».
std::size_t StreetOfADate(Phrase phrase);

}  // namespace novofon
