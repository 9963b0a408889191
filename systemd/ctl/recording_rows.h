// What has become of recordings, as rows of JSON with stable names. Oldest first; of many the
// newest. Values that are unset are null.
#pragma once

#include <cstdint>

#include "core/adapters/database.h"
#include "systemd/ctl/table.h"

namespace novofon::ctl {

Json RecordingRows(Database& database, TenantId tenant, std::uint64_t limit);
Json TranscriptRows(Database& database, TenantId tenant, std::uint64_t limit);
Json SuggestionRows(Database& database, TenantId tenant, std::uint64_t limit);

}  // namespace novofon::ctl
