// Rows for people (a table) and for programs (JSON).
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace novofon::ctl {

using Json = nlohmann::ordered_json;

// Always valid UTF-8, whatever the provider sent.
std::string AsJson(const Json& value);

// `text` on one line, with what could move a terminal's cursor blanked.
std::string OneLine(std::string_view text);

// A table of `columns` of the objects in `rows`, aligned by code points; null is empty. Long cells
// are cut.
std::string AsTable(const Json& rows, const std::vector<std::string>& columns);

}  // namespace novofon::ctl
