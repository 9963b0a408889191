#include "core/adapters/loudness.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace novofon {
namespace {

constexpr int kNothing = -100;
constexpr int kQuietestVoice = -55;
constexpr int kSurelySound = -35;
constexpr int kAboveNoise = 6;
constexpr int kLouderThanOther = 6;
constexpr std::uint64_t kFewestFrames = kFramesPerSecond / 5;

int BinOf(double level) {
  return std::clamp(static_cast<int>(std::floor(level)), kNothing, 0) - kNothing;
}

template <class Histogram>
std::uint64_t CountFrom(const Histogram& frames, int bin) {
  return std::accumulate(frames.begin() + bin, frames.end(), std::uint64_t{0});
}

// The lowest bin whose frames may hold a voice.
template <class Histogram>
int VoiceBin(const Histogram& frames) {
  const std::uint64_t all = CountFrom(frames, 0);
  int noise = 0;
  for (std::uint64_t below = 0; noise < static_cast<int>(frames.size()) - 1; ++noise) {
    below += frames[static_cast<std::size_t>(noise)];
    if (below * 10 > all) break;
  }
  return std::clamp(noise + kAboveNoise, kQuietestVoice - kNothing, kSurelySound - kNothing);
}

template <class Histogram>
bool Speaks(const Histogram& frames) {
  const std::uint64_t voiced = CountFrom(frames, VoiceBin(frames));
  return voiced >= kFewestFrames && voiced * 1000 >= CountFrom(frames, 0);
}

}  // namespace

double LevelOf(std::span<const float> samples) {
  if (samples.empty()) return kNothing;
  double sum = 0;
  double squares = 0;
  for (const float sample : samples) {
    sum += sample;
    squares += static_cast<double>(sample) * sample;
  }
  const auto count = static_cast<double>(samples.size());
  const double power = squares / count - (sum / count) * (sum / count);
  return power > 1e-10 ? 10 * std::log10(power) : kNothing;
}

void Loudness::AddFrame(double first_channel, double second_channel) {
  ++frames_[static_cast<std::size_t>(BinOf(first_channel))]
           [static_cast<std::size_t>(BinOf(second_channel))];
}

Loudness::Histogram Loudness::FirstAlone() const {
  Histogram first{};
  for (std::size_t bin = 0; bin < kBins; ++bin) first[bin] = CountFrom(frames_[bin], 0);
  return first;
}

Loudness::Histogram Loudness::SecondAlone() const {
  Histogram second{};
  for (const Histogram& row : frames_) {
    for (std::size_t bin = 0; bin < kBins; ++bin) second[bin] += row[bin];
  }
  return second;
}

bool Loudness::IsSilent() const { return !Speaks(FirstAlone()) && !Speaks(SecondAlone()); }

bool Loudness::HasTwoSides() const {
  const int first_voice = VoiceBin(FirstAlone());
  const int second_voice = VoiceBin(SecondAlone());
  std::uint64_t voiced = 0;
  std::uint64_t only_first = 0;
  std::uint64_t only_second = 0;
  for (int first = 0; first < kBins; ++first) {
    for (int second = 0; second < kBins; ++second) {
      const std::uint64_t count =
          frames_[static_cast<std::size_t>(first)][static_cast<std::size_t>(second)];
      const bool first_speaks = first >= first_voice;
      const bool second_speaks = second >= second_voice;
      if (first_speaks || second_speaks) voiced += count;
      if (first_speaks && first - second >= kLouderThanOther) only_first += count;
      if (second_speaks && second - first >= kLouderThanOther) only_second += count;
    }
  }
  const std::uint64_t fewest = std::max(kFewestFrames, voiced / 100);
  return only_first >= fewest && only_second >= fewest;
}

}  // namespace novofon
