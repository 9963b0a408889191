// A piece of sound sent to be transcribed, in the shape that its service wants.
#pragma once

#include <variant>

#include "core/adapters/speech_habits.h"
#include "core/adapters/web_call.h"

namespace novofon {

struct PieceOfSound {
  FilePath file;
  SoundKind kind = SoundKind::kFlac;
  double seconds = 0;
};

// The file goes out as it is read: memory doesn't depend on its size. Throws Unavailable when it
// can't be read.
std::variant<WebAnswer, TransportError> SendSound(const ModelService& service,
                                                  const PieceOfSound& sound, SpeechFormat format,
                                                  const SpeechLimits& limits,
                                                  const std::stop_token& stop);

}  // namespace novofon
