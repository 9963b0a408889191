#include "core/adapters/chat_extractor.h"
#include "core/adapters/novofon_api.h"
#include "core/adapters/sound_file.h"
#include "core/adapters/whisper_transcriber.h"
#include "systemd/transcribe/run_all.h"

namespace novofon {

Services RealServices(const std::stop_token& stop) {
  return {std::make_unique<NovofonApi>(DownloadLimits{}, stop), std::make_unique<SoundFile>(),
          std::make_unique<WhisperTranscriber>(SpeechLimits{}, stop),
          std::make_unique<ChatExtractor>(ChatLimits{}, stop)};
}

}  // namespace novofon
