// What somebody says of an address and takes back in the same breath.
#pragma once

#include <string>
#include <string_view>

#include "core/quotes.h"

namespace novofon {

struct Mended {
  std::string text;  // without what is taken back
  bool denied = false;  // «не шесть, а восемь», «раньше жили на Мира»
  bool corrected = false;  // «шесть, ой, восемь», or left open: «шесть или восемь»
};
Mended WithoutWhatIsTakenBack(std::string_view text);

// `passage` with the words around it, the next turn's included, that may take back what it says.
std::string WithCorrectionsAround(const WordRange& passage, const std::vector<Turn>& turns);

// «Вы находитесь на Мира, шесть?»; «наш адрес …» where no channel tells who speaks.
bool MayBeTheFirmsOwn(const WordRange& passage, const std::vector<Turn>& turns);

}  // namespace novofon
