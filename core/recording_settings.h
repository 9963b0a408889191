// What a tenant wants done with its recordings, and with whose help.
#pragma once

#include <chrono>
#include <string>

#include "core/finding.h"
#include "core/recording_ports.h"
#include "core/values.h"

namespace novofon {

struct RecordingSettings {
  TenantId tenant;
  std::string user_id;
  std::string zone;
  NovofonAccount account;
  bool ai = false;         // transcribe and extract; else audio is only kept
  double min_seconds = 3;  // shorter recordings are not transcribed
  ModelService speech;
  ModelService chat;
  FieldSet fill = {DealField::kName, DealField::kAddress, DealField::kScheduledAt};
  std::chrono::days retention{180};  // of audio; 0: for ever
};

// Whether `chat` can be asked at all: OpenRouter without a key can't.
bool CanExtract(const RecordingSettings& settings);

// The shape that the server behind `base_url` speaks, where the tenant didn't say.
SpeechShape UsualShape(std::string_view base_url);

}  // namespace novofon
