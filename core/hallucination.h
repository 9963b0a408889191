// What Whisper writes where nobody spoke.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/transcript.h"

namespace novofon {

enum class Removal {
  kCredit,       // a subtitler's credit: a sentence that nobody says, cut from any text
  kStockPhrase,  // could be said, so dropped only where it is the whole utterance
  kSilence,      // the server itself doubts that anybody spoke
  kRepetition,   // a decoder's loop
};

struct Removed {
  Removal why;
  std::string text;
  bool operator==(const Removed&) const = default;
};

struct FilteredTranscript {
  Transcript transcript;
  std::vector<Removed> removed;
};

// Works on each segment, or on the whole text when there are none. Segments that lose all their
// text go; the text is rendered anew. One channel at a time: run it before MergeChannels.
FilteredTranscript FilterHallucinations(Transcript transcript);

// Without «Субтитры сделал …», «Редактор субтитров … Корректор …», «DimaTorzok».
std::string WithoutCredits(std::string_view text);

// Whether `utterance` consists of nothing but phrases like «Продолжение следует...».
bool IsStockPhrase(std::string_view utterance);

}  // namespace novofon
