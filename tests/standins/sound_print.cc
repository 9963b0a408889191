#include "tests/standins/sound_print.h"

#include <sndfile.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>

namespace novofon::standins {
namespace {

constexpr double kWindow = 0.05;
constexpr double kLengthsDiffer = 0.3;  // seconds that a coder may add or take
constexpr int kShift = 4;               // windows that a coder may delay
constexpr float kSilence = 0.001F;

struct Bytes {
  const std::string& text;
  sf_count_t at = 0;
};

SF_VIRTUAL_IO ReadingIo() {
  SF_VIRTUAL_IO io{};
  io.get_filelen = [](void* user) {
    return static_cast<sf_count_t>(static_cast<Bytes*>(user)->text.size());
  };
  io.seek = [](sf_count_t offset, int whence, void* user) {
    auto& bytes = *static_cast<Bytes*>(user);
    const auto size = static_cast<sf_count_t>(bytes.text.size());
    const sf_count_t from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? bytes.at : size;
    return bytes.at = std::clamp<sf_count_t>(from + offset, 0, size);
  };
  io.read = [](void* to, sf_count_t most, void* user) {
    auto& bytes = *static_cast<Bytes*>(user);
    const auto left = static_cast<sf_count_t>(bytes.text.size()) - bytes.at;
    const sf_count_t count = std::min(most, left);
    std::memcpy(to, bytes.text.data() + bytes.at, static_cast<std::size_t>(count));
    bytes.at += count;
    return count;
  };
  io.write = [](const void*, sf_count_t, void*) -> sf_count_t { return 0; };
  io.tell = [](void* user) { return static_cast<Bytes*>(user)->at; };
  return io;
}

// Adds up squares of samples into windows.
class Meter {
 public:
  explicit Meter(int rate) : window_(std::max(1, static_cast<int>(rate * kWindow))) {}
  void Add(float sample) {
    sum_ += static_cast<double>(sample) * static_cast<double>(sample);
    if (++count_ == window_) Close();
  }
  SoundPrint Print(double seconds) {
    if (count_ > window_ / 2) Close();
    const bool silent = std::ranges::all_of(loudness_, [](float at) { return at < kSilence; });
    return {seconds, std::move(loudness_), silent};
  }

 private:
  void Close() {
    loudness_.push_back(static_cast<float>(std::sqrt(sum_ / count_)));
    sum_ = 0;
    count_ = 0;
  }
  int window_;
  double sum_ = 0;
  int count_ = 0;
  std::vector<float> loudness_;
};

double Correlation(const std::vector<float>& one, const std::vector<float>& other, int shift) {
  const int first = std::max(0, shift);
  const int last = std::min(static_cast<int>(one.size()), static_cast<int>(other.size()) + shift);
  if (last - first < 4) return 0;
  double a = 0, b = 0, aa = 0, bb = 0, ab = 0;
  for (int i = first; i < last; ++i) {
    const double x = one[static_cast<std::size_t>(i)];
    const double y = other[static_cast<std::size_t>(i - shift)];
    a += x, b += y, aa += x * x, bb += y * y, ab += x * y;
  }
  const double n = last - first;
  const double spread = std::sqrt((aa - a * a / n) * (bb - b * b / n));
  return spread > 0 ? (ab - a * b / n) / spread : 0;
}

}  // namespace

std::optional<Sound> Hear(const std::string& file) {
  Bytes bytes{file};
  SF_VIRTUAL_IO io = ReadingIo();
  SF_INFO info{};
  const std::unique_ptr<SNDFILE, decltype(&sf_close)> opened(
      sf_open_virtual(&io, SFM_READ, &info, &bytes), sf_close);
  if (!opened || info.channels < 1 || info.channels > 2 || info.samplerate < 1) return {};
  std::vector<Meter> meters(static_cast<std::size_t>(info.channels), Meter(info.samplerate));
  Meter mix(info.samplerate);
  std::vector<float> frames(4096 * static_cast<std::size_t>(info.channels));
  sf_count_t all = 0;
  for (sf_count_t got; (got = sf_readf_float(opened.get(), frames.data(), 4096)) > 0; all += got) {
    for (std::size_t i = 0; i < static_cast<std::size_t>(got); ++i) {
      float sum = 0;
      for (std::size_t c = 0; c < meters.size(); ++c) {
        const float sample = frames[i * meters.size() + c];
        meters[c].Add(sample);
        sum += sample;
      }
      mix.Add(sum / static_cast<float>(meters.size()));
    }
  }
  if (sf_error(opened.get()) != SF_ERR_NO_ERROR || all == 0) return {};
  Sound sound;
  sound.seconds = static_cast<double>(all) / info.samplerate;
  for (Meter& meter : meters) sound.channels.push_back(meter.Print(sound.seconds));
  sound.mix = mix.Print(sound.seconds);
  return sound;
}

double Likeness(const SoundPrint& one, const SoundPrint& other) {
  if (std::abs(one.seconds - other.seconds) > kLengthsDiffer) return 0;
  double best = 0;
  for (int shift = -kShift; shift <= kShift; ++shift) {
    best = std::max(best, Correlation(one.loudness, other.loudness, shift));
  }
  return best;
}

}  // namespace novofon::standins
