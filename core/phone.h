// Which of the things that stand in caller_id are somebody's telephone number.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/values.h"

namespace novofon {

// `text` in E.164 if it is a telephone number, read as somebody in `region` ("RU") would dial it,
// with or without plus; nothing for extensions, "0", "anonymous", "" and texts of no country's
// length. A full number (with plus, or of eleven digits and more) in a range that the library does
// not know counts: ranges are younger than any library. About 20 us; the first call of a process 6
// ms.
std::optional<PhoneNumber> ParsePhone(std::string_view text, std::string_view region);

// Whether `region` is a country as the library knows them: two capital letters, "RU".
bool IsRegion(std::string_view region);

// "+7 916 123-45-67", for people.
std::string FormatForPeople(const PhoneNumber& number);

// "+7916***4567": enough for a log line to be recognised by who knows the number, and no more.
// Anything shorter than eight characters becomes "***".
std::string Masked(std::string_view number);
// Free text of somebody else's: masked where all of it is digits and what is put between them, ten
// digits or more.
std::string MaskedIfNumber(std::string_view text);

}  // namespace novofon
