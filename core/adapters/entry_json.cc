#include "core/adapters/entry_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace novofon {
namespace {

using Json = nlohmann::json;

// Nearly all texts of the provider are such, and need none of the library's care.
bool IsPlain(std::string_view text) {
  return std::ranges::all_of(text,
                             [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; });
}

void Append(std::string& json, std::string_view text) {
  if (!IsPlain(text)) {
    json += Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
    return;
  }
  json += '"';
  json += text;
  json += '"';
}

}  // namespace

std::string FieldsToJson(const Fields& fields) {
  std::string json = "{";
  for (const auto& [name, value] : fields) {
    if (json.size() > 1) json += ',';
    Append(json, name);
    json += ':';
    Append(json, value);
  }
  return json + '}';
}

std::optional<Fields> FieldsFromJson(std::string_view text) {
  const auto object = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!object.is_object()) return std::nullopt;
  Fields fields;
  for (const auto& [name, value] : object.items()) {
    if (!value.is_string()) return std::nullopt;
    fields.emplace(name, value.get_ref<const std::string&>());
  }
  return fields;
}

}  // namespace novofon
