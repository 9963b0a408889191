// Recordings that a person wants tried again, now.
#pragma once

#include <cstdint>
#include <optional>

#include "core/adapters/database.h"
#include "core/recording_settings.h"

namespace novofon {

// Those of the tenant that were given up, or wait for their next attempt, or were done without what
// `settings` can do now: a transcript, or a search for the deal's fields. Only the one numbered
// `id`, if that is given; else audio that is kept no longer isn't fetched again for what was done.
// Each goes on behind the last stage that it finished: nothing is paid for again. One that a
// program is working at stays as it is. Returns how many there were.
std::uint64_t RetryRecordings(Database& database, const RecordingSettings& settings,
                              std::optional<std::uint64_t> id, TimePoint now);

}  // namespace novofon
