// The provider's times carry no zone: they are in the one the tenant's cabinet is set to.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/values.h"

namespace novofon {

// Whether the system's time zone data knows `zone` ("Europe/Moscow").
bool IsZone(std::string_view zone);

// "2026-01-15 10:00:00" in `zone` as UTC; nothing when it is not such a text or not a real date. In
// the hour that a clock change repeats the earlier time is meant, in the one it skips the moment of
// the change. Years outside 1970 .. 9998 are not real: no call has them, and a DATETIME holds the
// rest in any zone. REQUIRES: IsZone(zone)
std::optional<TimePoint> ParseCabinetTime(std::string_view text, std::string_view zone);

// "15.01.2026 10:00", for people. REQUIRES: IsZone(zone)
std::string FormatForPeople(TimePoint time, std::string_view zone);

// "2026-01-15 10:00:00" in `zone`, as the provider writes it. REQUIRES: IsZone(zone)
std::string FormatCabinetTime(TimePoint time, std::string_view zone);

// "2026-01-15T07:00:00Z", for programs; and back.
std::string FormatUtc(TimePoint time);
std::optional<TimePoint> ParseUtc(std::string_view text);

}  // namespace novofon
