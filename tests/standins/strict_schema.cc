#include "tests/standins/strict_schema.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

namespace novofon::standins {
namespace {

using Json = nlohmann::json;

bool Is(const Json& schema, const char* wanted) {
  const Json type = schema.value("type", Json());
  if (type.is_array()) return std::ranges::find(type, Json(wanted)) != type.end();
  return type == wanted;
}

std::string WhyNot(const Json& schema, const std::string& at) {
  if (!schema.is_object()) return at + ": a schema must be an object";
  const bool named = schema.contains("type") || schema.contains("anyOf") ||
                     schema.contains("enum") || schema.contains("const");
  if (!named) return at + ": schema must have a 'type' key";
  if (schema.contains("anyOf")) {
    for (const Json& one : schema["anyOf"]) {
      if (auto why = WhyNot(one, at + ".anyOf"); !why.empty()) return why;
    }
  }
  if (Is(schema, "array")) return WhyNot(schema.value("items", Json()), at + ".items");
  if (!Is(schema, "object")) return {};
  if (schema.value("additionalProperties", Json()) != false) {
    return at + ": 'additionalProperties' is required to be supplied and to be false";
  }
  const Json properties = schema.value("properties", Json::object());
  std::set<std::string> required;
  for (const Json& name : schema.value("required", Json::array())) required.insert(name);
  for (const auto& [name, property] : properties.items()) {
    if (required.erase(name) == 0) {
      return at + ": 'required' must include every key in properties. Missing '" + name + "'";
    }
    if (auto why = WhyNot(property, at + "." + name); !why.empty()) return why;
  }
  return required.empty() ? "" : at + ": extra required key '" + *required.begin() + "' supplied";
}

}  // namespace

std::string WhyNotStrict(const Json& schema) {
  if (!schema.is_object() || !Is(schema, "object")) return "schema must be of type 'object'";
  return WhyNot(schema, "schema");
}

}  // namespace novofon::standins
