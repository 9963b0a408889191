// What `tenant add` and `tenant set` can be told about a tenant's recordings.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/adapters/recording_settings_store.h"

namespace novofon::ctl {

struct RecordingOptions {
  std::optional<std::string> ai;
  std::optional<double> min_seconds;
  std::optional<std::string> novofon_url;
  std::optional<std::string> stt_url;
  std::optional<std::string> stt_model;
  std::optional<std::string> stt_shape;
  std::optional<std::string> stt_key_file;
  std::optional<std::string> llm_url;
  std::optional<std::string> llm_model;
  std::optional<std::string> llm_key_file;
  std::vector<std::string> allow_hosts;
  std::optional<std::string> fill;
  std::optional<int> retention_days;
};

// Adds the options to `command`; `options` must outlive it. All may be left out.
void AddRecordingOptions(CLI::App& command, RecordingOptions& options);

// Reads the keys' files. Throws Refused when one can't be read.
RecordingSettingsChange ReadChange(const RecordingOptions& options);

// What is still missing before recordings can be transcribed as the tenant wants it; a sentence
// each, for the operator.
std::vector<std::string> Missing(const RecordingSettings& settings);

}  // namespace novofon::ctl
