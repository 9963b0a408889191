// A journal entry's fields as the JSON text that the journal and the spool keep.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/values.h"

namespace novofon {

// An object of strings. Bytes that are no UTF-8 are written as U+FFFD.
std::string FieldsToJson(const Fields& fields);
// Nothing when `text` is not an object of strings.
std::optional<Fields> FieldsFromJson(std::string_view text);

}  // namespace novofon
