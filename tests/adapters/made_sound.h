// Sound made for tests: noise of a line, something with the rhythm of a voice, files of every kind.
#pragma once

#include <sndfile.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

namespace novofon {

using Samples = std::vector<float>;

inline constexpr int kTestRate = 8'000;

inline double Amplitude(double decibels) { return std::pow(10.0, decibels / 20); }
inline std::size_t SamplesIn(double seconds) {
  return static_cast<std::size_t>(std::lround(seconds * kTestRate));
}

// Even noise whose effective level is `decibels`.
inline Samples Noise(double seconds, double decibels, unsigned seed = 1) {
  std::mt19937 random(seed);
  std::normal_distribution<float> noise(0, static_cast<float>(Amplitude(decibels)));
  Samples samples(SamplesIn(seconds));
  for (float& sample : samples) sample = noise(random);
  return samples;
}

// Noise in syllables, four a second, with a pause after every second of talk.
inline Samples Voice(double seconds, double decibels, unsigned seed = 2) {
  Samples samples = Noise(seconds, decibels, seed);
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double second = static_cast<double>(i) / kTestRate;
    const bool talks = std::fmod(second, 1.5) < 1.0;
    const double syllable = std::sin(4 * 3.14159265 * second);
    samples[i] *= talks ? static_cast<float>(1.4 * syllable * syllable) : 0.0F;
  }
  return samples;
}

inline Samples Mixed(Samples samples, const Samples& other) {
  for (std::size_t i = 0; i < samples.size() && i < other.size(); ++i) samples[i] += other[i];
  return samples;
}

inline Samples Scaled(Samples samples, double factor) {
  for (float& sample : samples) sample *= static_cast<float>(factor);
  return samples;
}

// One after the other.
inline Samples Then(Samples first, const Samples& next) {
  first.insert(first.end(), next.begin(), next.end());
  return first;
}

inline void WriteSound(const std::string& path, int format, const std::vector<Samples>& channels) {
  SF_INFO info{};
  info.samplerate = kTestRate;
  info.channels = static_cast<int>(channels.size());
  info.format = format;
  SNDFILE* file = sf_open(path.c_str(), SFM_WRITE, &info);
  if (file == nullptr) throw std::runtime_error(sf_strerror(nullptr));
  Samples interleaved;
  for (std::size_t i = 0; i < channels[0].size(); ++i) {
    for (const Samples& channel : channels) interleaved.push_back(channel[i]);
  }
  const auto frames = static_cast<sf_count_t>(channels[0].size());
  const bool written = sf_writef_float(file, interleaved.data(), frames) == frames;
  if (sf_close(file) != 0 || !written) throw std::runtime_error("no sound file for the test");
}

inline constexpr int kWavFormat = SF_FORMAT_WAV | SF_FORMAT_PCM_16;
inline constexpr int kFlacFormat = SF_FORMAT_FLAC | SF_FORMAT_PCM_16;
inline constexpr int kOggFormat = SF_FORMAT_OGG | SF_FORMAT_VORBIS;
inline constexpr int kOpusFormat = SF_FORMAT_OGG | SF_FORMAT_OPUS;
inline constexpr int kMp3Format = SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III;

// Gone with its object.
class TestDirectory {
 public:
  TestDirectory() {
    std::string name = (std::filesystem::temp_directory_path() / "novofon-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no directory for the test");
    path_ = name;
  }
  ~TestDirectory() { std::filesystem::remove_all(path_); }
  TestDirectory(const TestDirectory&) = delete;
  TestDirectory& operator=(const TestDirectory&) = delete;

  std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  std::size_t CountFiles() const {
    const auto files = std::filesystem::directory_iterator(path_);
    return static_cast<std::size_t>(std::distance(begin(files), end(files)));
  }

 private:
  std::filesystem::path path_;
};

}  // namespace novofon
