// OpenRouter's /api/v1/chat/completions: its rules, and a model that finds what it should.
#include <httplib.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "tests/standins/desk.h"
#include "tests/standins/strict_schema.h"

namespace novofon::standins {
namespace {

using Json = nlohmann::json;

Usual Refuse(int status, const std::string& message, const Json& metadata = nullptr) {
  Json error{{"code", status}, {"message", message}};
  if (!metadata.is_null()) error["metadata"] = metadata;
  return {{status, "application/json", Json{{"error", error}}.dump()}, {}, true};
}

Usual RefuseSchema(const std::string& why) {
  return Refuse(
      400, "Provider returned error",
      {{"raw", "Invalid schema for response_format: " + why}, {"provider_name", "OpenAI"}});
}

// "" when `format` asks for an object by a strict schema.
std::string WhyNoSchema(const Json& format) {
  static const std::regex name("[a-zA-Z0-9_-]{1,64}");
  if (!format.is_object() || format.value("type", "") != "json_schema") return "type";
  const Json schema = format.value("json_schema", Json());
  if (!schema.is_object()) return "json_schema";
  if (!std::regex_match(schema.value("name", ""), name)) return "name";
  if (schema.value("strict", Json()) != true) return "strict";
  return WhyNotStrict(schema.value("schema", Json()));
}

// A key of `provider` that is not known there; "": there is none.
std::string StrangeKey(const Json& provider) {
  static const std::set<std::string> known = {"order",
                                              "allow_fallbacks",
                                              "require_parameters",
                                              "data_collection",
                                              "zdr",
                                              "only",
                                              "sort",
                                              "ignore",
                                              "quantizations",
                                              "max_price",
                                              "enforce_distillable_text"};
  for (const auto& [name, value] : provider.items()) {
    if (!known.contains(name)) return name;
  }
  return {};
}

// All that was said to the model; nothing when the messages are ill-formed.
std::optional<std::string> TextOf(const Json& messages) {
  static const std::set<std::string> roles = {"system", "developer", "user", "assistant"};
  if (!messages.is_array() || messages.empty()) return {};
  std::string all;
  for (const Json& message : messages) {
    if (!message.is_object() || !roles.contains(message.value("role", ""))) return {};
    const Json content = message.value("content", Json());
    if (!content.is_string()) return {};
    all += content.get<std::string>() + "\n";
  }
  return all;
}

// The alternative of a schema that is an object; null: there is none.
Json ObjectIn(const Json& schema) {
  if (schema.contains("properties")) return schema;
  for (const Json& one : schema.value("anyOf", Json::array())) {
    if (one.contains("properties")) return one;
  }
  return nullptr;
}

bool TakesNull(const Json& schema) {
  const Json type = schema.value("type", Json());
  if (type == "null") return true;
  if (type.is_array() && std::ranges::find(type, Json("null")) != type.end()) return true;
  const Json any = schema.value("anyOf", Json::array());
  return std::ranges::any_of(any, [](const Json& one) { return TakesNull(one); });
}

// The claim that a property of the schema is for; nullptr: nothing was said of it.
const Found* ClaimFor(const std::string& property, const Recording* recording) {
  if (recording == nullptr) return nullptr;
  for (const auto& [field, found] : recording->finds) {
    const bool when = field == "when" && (property.find("date") != std::string::npos ||
                                          property.find("when") != std::string::npos);
    if (when || property.find(field) != std::string::npos) return &found;
  }
  return nullptr;
}

// An object by `schema`, every key of it there.
Json FillObject(const Json& schema, const Recording* recording);

Json FillField(const std::string& name, const Json& schema, const Recording* recording) {
  const Found* found = ClaimFor(name, recording);
  const Json object = ObjectIn(schema);
  if (object.is_null()) {
    return found != nullptr ? Json(found->value) : TakesNull(schema) ? Json() : Json("");
  }
  const Json& properties = object["properties"];
  if (!properties.contains("quote")) return FillObject(object, recording);
  if (found == nullptr && TakesNull(schema)) return nullptr;
  Json filled;
  for (const auto& [key, property] : properties.items()) {
    if (found == nullptr) {
      filled[key] = TakesNull(property) ? Json() : Json("");
    } else {
      filled[key] = key == "quote" ? found->quote : found->value;
    }
  }
  return filled;
}

Json FillObject(const Json& schema, const Recording* recording) {
  Json filled = Json::object();
  for (const auto& [name, property] : schema["properties"].items()) {
    filled[name] = FillField(name, property, recording);
  }
  return filled;
}

}  // namespace

Usual AnswerLlm(const httplib::Request& request, Shelf& shelf, const Accounts& accounts) {
  if (request.get_header_value("Authorization") != "Bearer " + accounts.llm_key) {
    return Refuse(401, "No auth credentials found");
  }
  const Json json = Json::parse(request.body, nullptr, false);
  if (!json.is_object() ||
      !request.get_header_value("Content-Type").starts_with("application/json")) {
    return Refuse(400, "Invalid JSON body");
  }
  const std::string model = json.value("model", "");
  if (model.find('/') == std::string::npos) return Refuse(400, model + " is not a valid model ID");
  const auto text = TextOf(json.value("messages", Json()));
  if (!text) return Refuse(400, "Input required: specify \"prompt\" or \"messages\"");
  if (const Json provider = json.value("provider", Json::object()); provider.is_object()) {
    if (const auto strange = StrangeKey(provider); !strange.empty()) {
      return Refuse(400, "Unrecognized key(s) in object: '" + strange + "'");
    }
  }
  const Json format = json.value("response_format", Json());
  if (const auto why = WhyNoSchema(format); !why.empty()) return RefuseSchema(why);

  const Recording* recording = shelf.FindText(*text);
  const Json content = FillObject(format["json_schema"]["schema"], recording);
  const Json answer{
      {"id", "gen-1"},
      {"object", "chat.completion"},
      {"created", 1'760'000'000},
      {"model", model},
      {"choices",
       Json::array(
           {{{"index", 0},
             {"finish_reason", "stop"},
             {"native_finish_reason", "stop"},
             {"message",
              {{"role", "assistant"}, {"content", content.dump()}, {"refusal", nullptr}}}}})},
      {"usage",
       {{"prompt_tokens", text->size() / 4},
        {"completion_tokens", 60},
        {"total_tokens", text->size() / 4 + 60},
        {"cost", 0.0001}}}};
  return {{200, "application/json", answer.dump()}, recording == nullptr ? "" : recording->key};
}

}  // namespace novofon::standins
