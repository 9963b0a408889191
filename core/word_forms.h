// Russian words in different cases.
#pragma once

#include <string>
#include <string_view>

namespace novofon {

// Whether two folded words may be one in different cases: «ольга» and «ольги», «павел» and «павла»,
// but not «марина» and «мария» or «иван» and «иванов».
bool IsSameWord(std::string_view a, std::string_view b);

// «Павел» as «павл», «лев» as «льв»: a folded word without the vowel that flees in other cases. The
// word itself when none does.
std::string WithoutFleetingVowel(std::string_view word);

}  // namespace novofon
