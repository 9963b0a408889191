// OpenAI's /v1/audio/transcriptions and OpenRouter's: their rules, and their answers as recorded.
#include <httplib.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/standins/desk.h"

namespace novofon::standins {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostBytes = 26'214'400;  // of the whole body
constexpr double kShortest = 0.1;               // seconds
constexpr double kPricePerMinute = 0.006;       // USD
const std::set<std::string> kModels = {"whisper-1", "whisper-large-v3", "whisper-large-v3-turbo",
                                       "gpt-4o-transcribe", "gpt-4o-mini-transcribe"};
const std::set<std::string> kExtensions = {"flac", "mp3", "mp4", "mpeg", "mpga",
                                           "m4a",  "ogg", "wav", "webm"};

Usual Refuse(int status, const std::string& message, const Json& code = nullptr,
             const Json& param = nullptr, const char* type = "invalid_request_error") {
  const Json error{{"message", message}, {"type", type}, {"param", param}, {"code", code}};
  return {{status, "application/json", Json{{"error", error}}.dump()}, {}, true};
}

// What a request asks for, in either shape.
struct Wish {
  std::string model;
  std::string language;
  std::string format;
  std::string file;
};

bool IsPlainOnly(const std::string& model) { return model.starts_with("gpt-4o"); }

std::string TextOf(const Heard& heard) {
  std::string text;
  for (const Said& said : heard.says) text += (text.empty() ? "" : " ") + said.text;
  // What Whisper makes of silence.
  return heard.silent ? "Субтитры сделал DimaTorzok" : text;
}

Json SegmentsOf(const Heard& heard) {
  std::vector<Said> says = heard.says;
  if (heard.silent) says = {{0, std::min(heard.seconds, 2.0), 0, TextOf(heard)}};
  Json segments = Json::array();
  for (const Said& said : says) {
    segments.push_back({{"id", segments.size()},
                        {"seek", 0},
                        {"start", said.start},
                        {"end", said.end},
                        {"text", " " + said.text},
                        {"tokens", {50364, 7915, 50464}},
                        {"temperature", 0.0},
                        {"avg_logprob", heard.silent ? -1.1 : -0.25},
                        {"compression_ratio", 1.2},
                        {"no_speech_prob", heard.silent ? 0.9 : 0.02}});
  }
  return segments;
}

// The rules that both shapes have in common, and the answer.
Usual AnswerWish(const Wish& wish, Shelf& shelf, const Json& usage) {
  if (wish.language != "ru") {
    return Refuse(400, "Language '" + wish.language + "' is not what these calls are in",
                  "invalid_value", "language");
  }
  if (wish.format != "json" && (wish.format != "verbose_json" || IsPlainOnly(wish.model))) {
    return Refuse(400,
                  "response_format '" + wish.format + "' is not compatible with model '" +
                      wish.model + "'. Use 'json' or 'text' instead.",
                  "unsupported_value", "response_format");
  }
  const auto heard = shelf.Hear(wish.file);
  if (!heard) {
    return Refuse(400, "Audio file might be corrupted or unsupported", "invalid_value", "file");
  }
  if (heard->seconds < kShortest) {
    return Refuse(400, "Audio file is too short. Minimum audio length is 0.1 seconds.",
                  "audio_too_short", "file");
  }
  Json json{{"text", TextOf(*heard)}, {"usage", usage}};
  json["usage"]["seconds"] = static_cast<int>(heard->seconds + 0.5);
  if (json["usage"].contains("cost")) {
    json["usage"]["cost"] = heard->seconds / 60 * kPricePerMinute;
  }
  if (wish.format == "verbose_json") {
    json["task"] = "transcribe";
    json["language"] = "russian";
    json["duration"] = heard->seconds;
    json["segments"] = SegmentsOf(*heard);
  }
  return {{200, "application/json", json.dump()},
          heard->recording == nullptr ? "" : heard->recording->key};
}

std::string ExtensionOf(const std::string& name) {
  const auto dot = name.rfind('.');
  return dot == std::string::npos ? "" : name.substr(dot + 1);
}

std::string FieldOf(const httplib::Request& request, const char* name) {
  return request.has_file(name) ? request.get_file_value(name).content : "";
}

// A field that the original doesn't know; "": there is none.
std::string StrangeField(const httplib::Request& request) {
  static const std::set<std::string> known = {"file",
                                              "model",
                                              "language",
                                              "prompt",
                                              "response_format",
                                              "temperature",
                                              "stream",
                                              "include[]",
                                              "chunking_strategy",
                                              "timestamp_granularities[]"};
  for (const auto& [name, part] : request.files) {
    if (!known.contains(name)) return name;
  }
  return {};
}

std::optional<std::string> FromBase64(const std::string& text) {
  if (text.empty() || text.size() % 4 != 0) return {};
  std::string bytes(text.size() / 4 * 3, '\0');
  const int length = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                                     reinterpret_cast<const unsigned char*>(text.data()),
                                     static_cast<int>(text.size()));
  if (length < 0) return {};
  const auto padding = static_cast<std::size_t>(std::count(text.end() - 2, text.end(), '='));
  bytes.resize(static_cast<std::size_t>(length) - padding);
  return bytes;
}

Usual RefuseAsOpenRouter(int status, const std::string& message) {
  return {{status, "application/json",
           Json{{"error", {{"code", status}, {"message", message}}}}.dump()},
          {},
          true};
}

Usual ZodError(const std::string& path, const std::string& why) {
  const Json issue = Json::array({{{"code", "invalid_type"}, {"path", {path}}, {"message", why}}});
  return {{400, "application/json",
           Json{{"success", false}, {"error", {{"name", "ZodError"}, {"message", issue.dump()}}}}
               .dump()},
          {},
          true};
}

std::string StringOf(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

}  // namespace

Usual AnswerStt(const httplib::Request& request, Shelf& shelf, const Accounts& accounts) {
  const std::string key = request.get_header_value("Authorization");
  if (!accounts.stt_key.empty()) {
    if (key.empty()) return Refuse(401, "You didn't provide an API key.");
    if (key != "Bearer " + accounts.stt_key) {
      return Refuse(401, "Incorrect API key provided.", "invalid_api_key");
    }
  }
  if (request.content_length_ > kMostBytes) {
    return Refuse(413,
                  "413: Maximum content size limit (26214400) exceeded (" +
                      std::to_string(request.content_length_) + " bytes read)",
                  nullptr, nullptr, "server_error");
  }
  if (!request.is_multipart_form_data()) return Refuse(400, "Could not parse multipart form");
  if (const auto strange = StrangeField(request); !strange.empty()) {
    return Refuse(400, "Unrecognized request argument supplied: " + strange);
  }
  if (!request.has_file("model")) return Refuse(400, "you must provide a model parameter");
  const std::string model = FieldOf(request, "model");
  if (!kModels.contains(model)) {
    return Refuse(404, "The model `" + model + "` does not exist", "model_not_found");
  }
  if (!request.has_file("file")) return Refuse(400, "file is required", nullptr, "file");
  const auto file = request.get_file_value("file");
  if (!kExtensions.contains(ExtensionOf(file.filename)) ||
      !file.content_type.starts_with("audio/")) {
    return Refuse(400, "Unrecognized file format: " + file.filename, "invalid_value", "file");
  }
  const std::string format = FieldOf(request, "response_format");
  return AnswerWish(
      {model, FieldOf(request, "language"), format.empty() ? "json" : format, file.content}, shelf,
      {{"type", "duration"}});
}

Usual AnswerOpenRouterStt(const httplib::Request& request, Shelf& shelf, const Accounts& accounts) {
  if (request.get_header_value("Authorization") != "Bearer " + accounts.stt_key) {
    return RefuseAsOpenRouter(401, "No auth credentials found");
  }
  const Json json = Json::parse(request.body, nullptr, false);
  if (json.is_discarded()) {
    return RefuseAsOpenRouter(400, "No number after minus sign in JSON at position 1");
  }
  const std::string model = json.is_object() ? StringOf(json, "model") : "";
  if (model.empty()) return ZodError("model", "Invalid input: expected string");
  if (!model.starts_with("openai/") || !kModels.contains(model.substr(7))) {
    return RefuseAsOpenRouter(400, model + " is not a valid model ID");
  }
  const Json audio = json.value("input_audio", Json());
  if (!audio.is_object()) return ZodError("input_audio", "Invalid input: expected object");
  const auto file = FromBase64(StringOf(audio, "data"));
  if (!file) return ZodError("input_audio.data", "Invalid base64");
  if (!kExtensions.contains(StringOf(audio, "format"))) {
    return ZodError("input_audio.format", "Invalid option");
  }
  const std::string format = StringOf(json, "response_format");
  Usual usual = AnswerWish(
      {model.substr(7), StringOf(json, "language"), format.empty() ? "json" : format, *file}, shelf,
      {{"cost", 0}});
  usual.answer.headers.emplace("X-Generation-Id", "gen-stt-1");
  return usual;
}

}  // namespace novofon::standins
