// A recording taken apart for a service: one side of it, in parts that are short enough.
#pragma once

#include <optional>

#include "core/adapters/side_file.h"
#include "core/adapters/sound_reader.h"
#include "core/recording_ports.h"

namespace novofon {

enum class Side { kBoth, kFirst, kSecond };

struct SoundPart {
  SideFile file;
  double start = 0;  // seconds from the start of the recording
  double seconds = 0;
  bool silent = false;
};

// Makes one part after the other; only the last one made is on the disk, as long as it is kept.
// Parts are of about one length and end at a pause of the talk where there is one.
class SoundParts {
 public:
  // Throws Unavailable when `audio` can't be decoded any more. A part lasts at most `longest`
  // seconds and takes at most `most_bytes`.
  struct Limits {
    double longest = 0;
    double most_bytes = 0;
    SoundKind kind = SoundKind::kFlac;  // or kWav
  };
  SoundParts(const Audio& audio, Side side, const Limits& limits);

  std::optional<SoundPart> Next();
  int count() const { return count_; }

 private:
  std::span<const float> NextSamples();

  FilePath recording_;
  Side side_;
  SoundKind kind_;
  SoundReader reader_;
  int count_ = 1;
  double planned_ = 0;  // seconds of each part
  int made_ = 0;
  double position_ = 0;  // in samples
  std::vector<float> mixed_;
  std::span<const float> ahead_;  // read but not yet in a part
};

}  // namespace novofon
