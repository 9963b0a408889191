// What kind of sound file a recording is, by its bytes and not by its name, and whether its end is
// there: decoders take a file that was cut for a shorter one.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/recording_ports.h"

namespace novofon {

enum class SoundKind { kMp3, kWav, kFlac, kOgg };

struct SoundContainer {
  SoundKind kind = SoundKind::kMp3;
  bool whole = false;
  // Every transcriber decodes it. False for Opus, which OpenAI and whisper.cpp refuse, and for what
  // else than 16-bit PCM may be in a WAV.
  bool understood_by_all = true;
  std::uint64_t start = 0;  // of an mp3's first frame, behind its tags
  bool operator==(const SoundContainer&) const = default;
};

// Nothing when it is none of these, or can't be opened. A FLAC file always counts as whole here: it
// says how many samples it has, so decoding it shows.
std::optional<SoundContainer> LookAtContainer(const FilePath& file);

std::string_view ExtensionOf(SoundKind kind);  // "mp3"
std::string_view MediaTypeOf(SoundKind kind);  // "audio/mpeg"

}  // namespace novofon
