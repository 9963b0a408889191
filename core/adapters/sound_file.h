// Recordings on the disk, listened to.
#pragma once

#include "core/recording_ports.h"

namespace novofon {

// mp3, wav, flac and ogg (Vorbis, Opus) of one or two channels, no longer than twelve hours. Takes
// the same memory however long a recording is. Silence: see Loudness.
class SoundFile : public Listener {
 public:
  std::optional<Sound> Listen(const FilePath& file) override;
};

}  // namespace novofon
