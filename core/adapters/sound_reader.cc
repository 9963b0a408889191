#include "core/adapters/sound_reader.h"

#include <fcntl.h>
#include <sndfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/adapters/loudness.h"

namespace novofon {
namespace {

constexpr int kLowestRate = 4'000;
constexpr int kHighestRate = 192'000;

}  // namespace

struct SoundDecoder {
  int descriptor = -1;
  off_t start = 0;
  bool may_tell_end = true;
  SNDFILE* file = nullptr;
  sf_count_t announced = 0;
  sf_count_t read = 0;

  ~SoundDecoder() {
    if (file != nullptr) sf_close(file);
    if (descriptor >= 0) close(descriptor);
  }
};

namespace {

sf_count_t LengthOf(void* user) {
  const auto& decoder = *static_cast<const SoundDecoder*>(user);
  struct stat about {};
  if (fstat(decoder.descriptor, &about) != 0) return 0;
  return about.st_size - decoder.start;
}

sf_count_t Seek(sf_count_t offset, int whence, void* user) {
  const auto& decoder = *static_cast<const SoundDecoder*>(user);
  if (whence == SEEK_END && !decoder.may_tell_end) return -1;
  if (whence == SEEK_SET) offset += decoder.start;
  return lseek(decoder.descriptor, offset, whence) - decoder.start;
}

sf_count_t Read(void* to, sf_count_t most, void* user) {
  return read(static_cast<SoundDecoder*>(user)->descriptor, to, static_cast<std::size_t>(most));
}

sf_count_t Tell(void* user) { return Seek(0, SEEK_CUR, user); }

}  // namespace

std::optional<SoundReader> SoundReader::Open(const FilePath& file,
                                             const SoundContainer& container) {
  auto decoder = std::make_unique<SoundDecoder>();
  decoder->descriptor = open(file.value.c_str(), O_RDONLY | O_CLOEXEC);
  decoder->start = static_cast<off_t>(container.start);
  // From the size of an mp3 that has no index its length would be guessed, and reading end there.
  decoder->may_tell_end = container.kind != SoundKind::kMp3;
  if (lseek(decoder->descriptor, decoder->start, SEEK_SET) < 0) return std::nullopt;
  SF_VIRTUAL_IO io{LengthOf, Seek, Read, nullptr, Tell};
  SF_INFO info{};
  decoder->file = sf_open_virtual(&io, SFM_READ, &info, decoder.get());
  if (decoder->file == nullptr || info.channels < 1 || info.channels > 2 ||
      info.samplerate < kLowestRate || info.samplerate > kHighestRate) {
    return std::nullopt;
  }
  decoder->announced = info.frames;
  return SoundReader(std::move(decoder), info.samplerate, info.channels);
}

SoundReader::SoundReader(std::unique_ptr<SoundDecoder> decoder, int rate, int channels)
    : decoder_(std::move(decoder)),
      rate_(rate),
      channels_(channels),
      interleaved_(static_cast<std::size_t>(rate / kFramesPerSecond * channels)) {}
SoundReader::SoundReader(SoundReader&&) noexcept = default;
SoundReader::~SoundReader() = default;

SoundReader::Frame SoundReader::Next() {
  const sf_count_t got =
      sf_readf_float(decoder_->file, interleaved_.data(), rate_ / kFramesPerSecond);
  if (got <= 0) return {};
  decoder_->read += got;
  const auto samples = static_cast<std::size_t>(got);
  if (channels_ == 1) {
    const std::span<const float> only(interleaved_.data(), samples);
    return {only, only};
  }
  for (std::size_t side = 0; side < 2; ++side) {
    sides_[side].resize(samples);
    for (std::size_t i = 0; i < samples; ++i) sides_[side][i] = interleaved_[2 * i + side];
  }
  return {sides_[0], sides_[1]};
}

bool SoundReader::IsBroken() const {
  const bool announced = decoder_->announced > 0 && decoder_->announced < SF_COUNT_MAX;
  return sf_error(decoder_->file) != SF_ERR_NO_ERROR ||
         (announced && decoder_->read < decoder_->announced);
}

}  // namespace novofon
