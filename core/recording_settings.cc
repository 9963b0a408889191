#include "core/recording_settings.h"

namespace novofon {
namespace {

constexpr std::string_view kOpenRouter = "openrouter.ai";

bool IsOpenRouter(std::string_view base_url) {
  const auto scheme = base_url.find("://");
  if (scheme == std::string_view::npos) return false;
  std::string_view host = base_url.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/:?#"));
  return host == kOpenRouter ||
         (host.ends_with(kOpenRouter) && host[host.size() - kOpenRouter.size() - 1] == '.');
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
