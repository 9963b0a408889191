// The note that a call leaves in its deal, in Russian: what the staff reads.
#pragma once

#include <string>
#include <string_view>

#include "core/snapshot.h"

namespace novofon {

// `repeated`: the call is not the one that opened its deal. REQUIRES: IsZone(zone)
std::string NoteText(const Call& call, bool repeated, std::string_view zone);

}  // namespace novofon
