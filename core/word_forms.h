// Russian words in different cases.
#pragma once

#include <string_view>

namespace novofon {

// Whether two folded words may be one in different cases: «ольга» and «ольги», «павел» and «павла»,
// but not «марина» and «мария» or «иван» and «иванов».
bool IsSameWord(std::string_view a, std::string_view b);

}  // namespace novofon
