// How loud a recording is over time, kept as a count of its frames by level: what is decided from
// it doesn't depend on how long the recording is.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace novofon {

inline constexpr int kFramesPerSecond = 50;  // of 20 ms

// In decibels below the loudest possible, -100 for nothing; a constant offset counts as nothing.
double LevelOf(std::span<const float> samples);

// Levels of whole frames. A recording of one channel is told as two equal ones.
class Loudness {
 public:
  void AddFrame(double first_channel, double second_channel);

  // Whether nobody speaks. A frame may hold a voice when it is louder than -55 dB and at least 6 dB
  // above the line's own noise (the level that a tenth of the frames doesn't reach), or louder than
  // -35 dB whatever the noise is. Nobody speaks when there is less than 0.2 s of such frames in a
  // channel, or when they are less than a thousandth of it: clicks. So an even noise of -60 dB is
  // silent and a voice of -50 dB is not; a doubt is decided for a voice, which costs a cent and
  // loses no client.
  bool IsSilent() const;

  // Whether each channel speaks alone: such a frame of it may hold a voice and is 6 dB louder than
  // the other channel's, and they make 0.2 s and a hundredth of all that may hold a voice. The
  // same sound in both channels never does that for both, be one quieter or coded anew.
  bool HasTwoSides() const;

 private:
  static constexpr int kBins = 101;  // one for each decibel
  using Histogram = std::array<std::uint64_t, kBins>;

  Histogram FirstAlone() const;
  Histogram SecondAlone() const;

  // By the levels of both.
  std::array<Histogram, kBins> frames_{};
};

}  // namespace novofon
