// What tenants want done with their recordings, as the database keeps it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/adapters/database.h"
#include "core/adapters/seal.h"
#include "core/recording_settings.h"

namespace novofon {

// Nothing when there is no such tenant. A secret that `seal` can't open throws Bug.
std::optional<RecordingSettings> LoadRecordingSettings(Database& database, const Seal& seal,
                                                       TenantId tenant);

// What an operator changes; what is absent stays as it is.
struct RecordingSettingsChange {
  std::optional<bool> ai;
  std::optional<double> min_seconds;
  std::optional<std::string> novofon_url;
  std::optional<std::string> stt_url;
  std::optional<std::string> stt_model;
  std::optional<SpeechShape> stt_shape;
  std::optional<Secret> stt_key;
  std::optional<std::string> llm_url;
  std::optional<std::string> llm_model;
  std::optional<Secret> llm_key;
  std::optional<std::vector<OpenHost>> allow_hosts;
  std::optional<FieldSet> fill;
  std::optional<int> retention_days;

  bool IsEmpty() const;
};

// Changes them, and ends what was paused because of the settings before, in one transaction.
void ChangeRecordingSettings(Database& database, const Seal& seal, TenantId tenant,
                             const RecordingSettingsChange& change);

// "host:8080"
std::string TextOf(const OpenHost& host);

}  // namespace novofon
