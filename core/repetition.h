// Loops: what a speech decoder writes when it gets stuck.
#pragma once

#include <string>
#include <string_view>

namespace novofon {

// With every loop («ну, ну, ну, ну, ну…») said once. Repeated numbers stay: telephone numbers have
// them.
std::string WithoutLoops(std::string_view text);

// Bytes before and after zlib, as Whisper computes it: above 2.4 a segment is a loop. Grows with
// the length, so it says nothing about texts of more than some hundred letters.
double CompressionRatio(std::string_view text);

}  // namespace novofon
