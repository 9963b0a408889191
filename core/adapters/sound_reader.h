// A sound file decoded piece by piece, by libsndfile.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/adapters/sound_container.h"
#include "core/recording_ports.h"

namespace novofon {

struct SoundDecoder;

class SoundReader {
 public:
  // Nothing when the file isn't sound of one or two channels.
  static std::optional<SoundReader> Open(const FilePath& file, const SoundContainer& container);
  SoundReader(SoundReader&&) noexcept;
  ~SoundReader();

  int rate() const { return rate_; }
  int channels() const { return channels_; }

  // The next 20 ms of every channel, fewer at the end, none after it. Valid until the next call.
  // One channel is told twice.
  struct Frame {
    std::span<const float> first;
    std::span<const float> second;
  };
  Frame Next();

  // Once all has been read: whether a decoder complained, or the file announced more.
  bool IsBroken() const;

 private:
  SoundReader(std::unique_ptr<SoundDecoder> decoder, int rate, int channels);

  std::unique_ptr<SoundDecoder> decoder_;
  int rate_;
  int channels_;
  std::vector<float> interleaved_;
  std::vector<float> sides_[2];
};

}  // namespace novofon
