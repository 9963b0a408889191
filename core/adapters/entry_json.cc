#include "core/adapters/entry_json.h"

#include <nlohmann/json.hpp>

namespace novofon {

std::string FieldsToJson(const Fields& fields) {
  using nlohmann::json;
  return json(fields).dump(-1, ' ', false, json::error_handler_t::replace);
}

std::optional<Fields> FieldsFromJson(std::string_view text) {
  const auto object = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!object.is_object()) return std::nullopt;
  Fields fields;
  for (const auto& [name, value] : object.items()) {
    if (!value.is_string()) return std::nullopt;
    fields.emplace(name, value.get_ref<const std::string&>());
  }
  return fields;
}

}  // namespace novofon
