// Loops: what a speech decoder writes when it gets stuck.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "core/russian_text.h"

namespace novofon {

// With every loop («ну, ну, ну, ну, ну…») said once, be it a word or a sentence. Repeated numbers
// stay: telephone numbers have them.
std::string WithoutLoops(std::string_view text);

// Without stretches that say the same few words again and again, but never quite alike. Of a long
// one its beginning stays, and so does what is said but once in it: «да, угу, в субботу, да, угу».
std::string WithoutInexactLoops(std::string_view text);

// How often in a row people say nothing but `words`, at the very most, and one more.
std::size_t RepeatsThatAreALoop(std::span<const Word> words);

// Bytes before and after zlib, as Whisper computes it: above 2.4 a segment is a loop. Grows with
// the length, so it says nothing about texts of more than some hundred letters.
double CompressionRatio(std::string_view text);

}  // namespace novofon
