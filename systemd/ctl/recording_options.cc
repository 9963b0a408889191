#include "systemd/ctl/recording_options.h"

#include <algorithm>
#include <charconv>

#include "core/adapters/web_target.h"
#include "systemd/ctl/command.h"
#include "systemd/ctl/secret_file.h"

namespace novofon::ctl {
namespace {

constexpr int kMostDays = 36'500;
constexpr double kMostMinSeconds = 3600;

std::string CheckUrl(const std::string& url) {
  const bool plain = url.find_first_of(" \t\r\n?#@") == std::string::npos;
  const bool whole = url.find("://") != std::string::npos && url.find(":///") == std::string::npos;
  return plain && whole && url.size() <= 500 && IsWebUrl(url)
             ? ""
             : "'" + url + "' is no URL; it begins with https:// (or http:// for an --allow-host)";
}

// CLI::Range lets "nan" through.
std::string CheckSeconds(const std::string& text) {
  double seconds = -1;
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, seconds);
  const bool good =
      error == std::errc() && stopped == end && seconds >= 0 && seconds <= kMostMinSeconds;
  return good ? "" : "'" + text + "' is not a number of seconds from 0 to 3600";
}

std::string CheckName(const std::string& text) {
  return !text.empty() && text.size() <= 200 ? "" : "must be 1 to 200 bytes long";
}

std::string CheckHost(const std::string& text) {
  return ReadOpenHost(text) ? "" : "'" + text + "' is no HOST or HOST:PORT";
}

std::vector<std::string> Split(const std::string& text) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == ',') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

std::optional<DealField> FieldNamed(std::string_view name) {
  const auto* const found =
      std::ranges::find_if(kDealFields, [&](DealField field) { return NameOf(field) == name; });
  return found == std::end(kDealFields) ? std::nullopt : std::optional(*found);
}

std::string CheckFields(const std::string& text) {
  if (text == "none") return "";
  const auto names = Split(text);
  const bool good =
      std::ranges::all_of(names, [](const auto& name) { return FieldNamed(name).has_value(); });
  return good ? "" : "must be some of name,address,scheduled_at, or none";
}

FieldSet ReadFieldSet(const std::string& text) {
  FieldSet fields;
  for (const auto& name : Split(text)) {
    if (const auto field = FieldNamed(name)) fields.insert(*field);
  }
  return fields;
}

std::optional<Secret> KeyOf(const std::optional<std::string>& file) {
  return file ? std::optional(ReadSecret(*file)) : std::nullopt;
}

void AddServiceOptions(CLI::App& command, RecordingOptions& options) {
  command
      .add_option("--novofon-url", options.novofon_url,
                  "The provider's API (https://api.novofon.com)")
      ->check(CheckUrl);
  command
      .add_option("--stt-url", options.stt_url,
                  "Where speech becomes text: any server that speaks OpenAI's"
                  " /audio/transcriptions, the URL up to /v1 (https://openrouter.ai/api/v1)")
      ->check(CheckUrl);
  command.add_option("--stt-model", options.stt_model, "Its model (openai/whisper-large-v3)")
      ->check(CheckName);
  command
      .add_option("--stt-shape", options.stt_shape,
                  "openai (multipart) or openrouter (JSON); by the host if it was never said")
      ->check(CLI::IsMember(std::vector<std::string>{"openai", "openrouter"}));
  command.add_option("--stt-key-file", options.stt_key_file,
                     "File with its key, or - for standard input");
  command
      .add_option("--llm-url", options.llm_url,
                  "The language model that finds name, address and date"
                  " (https://openrouter.ai/api/v1)")
      ->check(CheckUrl);
  command.add_option("--llm-model", options.llm_model, "Its model (openai/gpt-4o-mini)")
      ->check(CheckName);
  command.add_option("--llm-key-file", options.llm_key_file, "File with its key, or -");
  command
      .add_option("--allow-host", options.allow_hosts,
                  "HOST[:PORT] of a server of your own: for it plain http and private addresses are"
                  " permitted; repeat for more. Replaces those named before")
      ->check(CheckHost);
}

}  // namespace

void AddRecordingOptions(CLI::App& command, RecordingOptions& options) {
  command
      .add_option("--ai", options.ai,
                  "on: recordings are transcribed and fill the deals; off (usual): only kept")
      ->check(CLI::IsMember(std::vector<std::string>{"on", "off"}));
  command
      .add_option("--min-seconds", options.min_seconds,
                  "Shorter recordings are not transcribed (3)")
      ->check(CheckSeconds);
  AddServiceOptions(command, options);
  command
      .add_option("--fill", options.fill,
                  "Empty fields that may be filled without asking: name,address,scheduled_at (all),"
                  " or none")
      ->check(CheckFields);
  command
      .add_option("--retention-days", options.retention_days,
                  "Days that audio is kept (180); 0: for ever")
      ->check(CLI::Range(0, kMostDays));
}

RecordingSettingsChange ReadChange(const RecordingOptions& options) {
  if (options.stt_key_file == "-" && options.llm_key_file == "-") {
    throw Refused(kUsage, "only one of --stt-key-file and --llm-key-file can be -");
  }
  RecordingSettingsChange change;
  if (options.ai) change.ai = *options.ai == "on";
  change.min_seconds = options.min_seconds;
  change.novofon_url = options.novofon_url;
  change.stt_url = options.stt_url;
  change.stt_model = options.stt_model;
  if (options.stt_shape) {
    change.stt_shape =
        *options.stt_shape == "openrouter" ? SpeechShape::kOpenRouter : SpeechShape::kOpenAi;
  }
  change.stt_key = KeyOf(options.stt_key_file);
  change.llm_url = options.llm_url;
  change.llm_model = options.llm_model;
  change.llm_key = KeyOf(options.llm_key_file);
  if (!options.allow_hosts.empty()) {
    change.allow_hosts.emplace();
    for (const auto& host : options.allow_hosts) change.allow_hosts->push_back(*ReadOpenHost(host));
  }
  if (options.fill) change.fill = ReadFieldSet(*options.fill);
  change.retention_days = options.retention_days;
  return change;
}

std::vector<std::string> Missing(const RecordingSettings& settings) {
  std::vector<std::string> missing;
  if (!settings.ai) return missing;
  if (settings.account.api_secret.empty()) {
    missing.emplace_back("no --api-secret-file was given: recordings can't be asked for");
  }
  const bool own_speech = !settings.speech.open_hosts.empty();
  if (settings.speech.key.empty() && !own_speech) {
    missing.emplace_back("no --stt-key-file was given: most services refuse to transcribe without");
  }
  if (!CanExtract(settings)) {
    missing.emplace_back(
        "no --llm-key-file was given: names, addresses and dates will not be looked for");
  }
  return missing;
}

}  // namespace novofon::ctl
