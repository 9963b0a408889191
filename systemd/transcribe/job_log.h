// A line of the log for each stage of a recording.
#pragma once

#include "core/recording_settings.h"
#include "core/recording_work.h"

namespace novofon {

// Names the tenant and the call; never what was said, never a number.
void LogProgress(const RecordingSettings& settings, const RecordingJob& job,
                 const Progress& progress);

}  // namespace novofon
