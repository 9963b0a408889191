#include "core/adapters/side_file.h"

#include <fcntl.h>
#include <sndfile.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

#include "core/errors.h"

namespace novofon {
namespace {

constexpr int kRaces = 10;  // with another program that works on the same recording

int OpenUnnamed(const FilePath& recording) {
  const std::filesystem::path beside(recording.value);
  const std::string name =
      (beside.parent_path() / (".side-" + beside.filename().string())).string();
  for (int i = 0; i < kRaces; ++i) {
    unlink(name.c_str());
    const int file = open(name.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0 && errno == EEXIST) continue;
    if (file < 0) break;
    unlink(name.c_str());
    return file;
  }
  throw Unavailable("no temporary file could be made beside a recording");
}

short ToShort(float sample) {
  return static_cast<short>(std::lround(std::clamp(sample, -1.0F, 1.0F) * 32767.0F));
}

}  // namespace

struct SideFile::Encoder {
  int file = -1;
  SNDFILE* sound = nullptr;
  std::vector<short> samples;

  ~Encoder() {
    if (sound != nullptr) sf_close(sound);
    if (file >= 0) close(file);
  }
};

SideFile::SideFile(const FilePath& recording, int rate, SoundKind kind)
    : encoder_(std::make_unique<Encoder>()) {
  encoder_->file = OpenUnnamed(recording);
  SF_INFO info{};
  info.samplerate = rate;
  info.channels = 1;
  info.format = (kind == SoundKind::kWav ? SF_FORMAT_WAV : SF_FORMAT_FLAC) | SF_FORMAT_PCM_16;
  encoder_->sound = sf_open_fd(encoder_->file, SFM_WRITE, &info, SF_FALSE);
  if (encoder_->sound == nullptr) throw Unavailable("a temporary sound file can't be started");
}
SideFile::SideFile(SideFile&&) noexcept = default;
SideFile::~SideFile() = default;

void SideFile::Write(std::span<const float> samples) {
  encoder_->samples.resize(samples.size());
  std::transform(samples.begin(), samples.end(), encoder_->samples.begin(), ToShort);
  const auto count = static_cast<sf_count_t>(samples.size());
  if (sf_write_short(encoder_->sound, encoder_->samples.data(), count) != count) {
    throw Unavailable("a temporary sound file can't be written");
  }
}

void SideFile::Finish() {
  SNDFILE* sound = encoder_->sound;
  encoder_->sound = nullptr;
  if (sf_close(sound) != 0) throw Unavailable("a temporary sound file can't be finished");
}

FilePath SideFile::path() const { return {"/proc/self/fd/" + std::to_string(encoder_->file)}; }

}  // namespace novofon
