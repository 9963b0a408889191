// A temporary sound file beside a recording: 16 bits, one channel, FLAC or WAV.
#pragma once

#include <memory>
#include <span>

#include "core/adapters/sound_container.h"
#include "core/recording_ports.h"

namespace novofon {

// It has a name (".side-RECORDING") only while it is being made, so nothing of it is left when the
// program is killed but an empty file, which the next one for the same recording takes away.
// Throws Unavailable when the disk fails.
class SideFile {
 public:
  // REQUIRES: kind is kFlac or kWav
  SideFile(const FilePath& recording, int rate, SoundKind kind = SoundKind::kFlac);
  SideFile(SideFile&&) noexcept;
  ~SideFile();

  void Write(std::span<const float> samples);
  // To be called once, before the file is read.
  void Finish();

  // Where this process, and only it, can open the file as long as this object lives.
  FilePath path() const;

 private:
  struct Encoder;
  std::unique_ptr<Encoder> encoder_;
};

}  // namespace novofon
