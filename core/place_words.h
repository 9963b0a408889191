// «Улица», «кв.», «пр-т»: what an address's names and numbers are.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "core/russian_text.h"

namespace novofon {

struct PlaceWord {
  std::uint64_t kinds = 0;  // a bit for each it may stand for: «пр.» is a проспект or a проезд
  std::size_t words = 1;  // «пр-т» is two
};

// Of the word at `i`, in any case ending or abbreviated: «проспекте», «просп», «пр-т».
// REQUIRES: i < words.size()
std::optional<PlaceWord> ReadPlaceWord(std::span<const Word> words, std::size_t i);

// Of kinds that have names, as улица and деревня do; дом and квартира have numbers.
std::uint64_t NamedKinds();

// What a model may write though nobody said it: «ул.», «г.», «кв.» make the address uncertain,
// «д.», «№» and «/» don't. Any other kind it must have heard.
std::uint64_t KindsThatMayBeAdded();
std::uint64_t KindsThatGoWithoutSaying();

}  // namespace novofon
