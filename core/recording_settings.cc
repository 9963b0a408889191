#include "core/recording_settings.h"

namespace novofon {
namespace {

constexpr std::string_view kDotOpenRouter = ".openrouter.ai";

bool IsOpenRouter(std::string_view base_url) {
  const auto scheme = base_url.find("://");
  if (scheme == std::string_view::npos) return false;
  std::string_view written = base_url.substr(scheme + 3);
  written = written.substr(0, written.find_first_of("/:?#"));
  std::string host = ".";
  for (const char c : written) host += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return host.ends_with(kDotOpenRouter);
}

}  // namespace

bool CanExtract(const RecordingSettings& settings) {
  return !settings.chat.model.empty() &&
         !(settings.chat.key.empty() && IsOpenRouter(settings.chat.base_url));
}

SpeechShape UsualShape(std::string_view base_url) {
  return IsOpenRouter(base_url) ? SpeechShape::kOpenRouter : SpeechShape::kOpenAi;
}

}  // namespace novofon
