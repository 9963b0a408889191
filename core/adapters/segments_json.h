// Segments of a transcript as the JSON text that the database keeps.
#pragma once

#include <string>
#include <vector>

#include "core/transcript.h"

namespace novofon {

// [{"start":0.5,"end":2,"speaker":"Клиент","text":"…"}]. What the server thought of its own quality
// is kept where it said so.
std::string SegmentsToJson(const std::vector<Segment>& segments);
// Throws Bug when `text` is none of ours.
std::vector<Segment> SegmentsFromJson(const std::string& text);

}  // namespace novofon
