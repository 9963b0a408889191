#include "core/adapters/sound_file.h"

#include <memory>

#include "core/adapters/loudness.h"
#include "core/adapters/sound_container.h"
#include "core/adapters/sound_reader.h"

namespace novofon {
namespace {

constexpr double kLongest = 12 * 3600;  // a few kilobytes can hold days of silence

}  // namespace

std::optional<Sound> SoundFile::Listen(const FilePath& file) {
  // Only what looks right reaches the decoders, and only four of them.
  const auto container = LookAtContainer(file);
  if (!container || !container->whole) return std::nullopt;
  auto reader = SoundReader::Open(file, *container);
  if (!reader) return std::nullopt;

  const auto loudness = std::make_unique<Loudness>();
  const double rate = reader->rate();
  const std::size_t whole_frame = static_cast<std::size_t>(reader->rate() / kFramesPerSecond);
  double samples = 0;
  for (auto frame = reader->Next(); !frame.first.empty(); frame = reader->Next()) {
    samples += static_cast<double>(frame.first.size());
    if (samples > kLongest * rate) return std::nullopt;
    if (frame.first.size() < whole_frame) continue;
    const double first = LevelOf(frame.first);
    const bool one = reader->channels() == 1;
    loudness->AddFrame(first, one ? first : LevelOf(frame.second));
  }
  if (reader->IsBroken() || samples == 0) return std::nullopt;

  Sound sound;
  sound.seconds = samples / rate;
  sound.silent = loudness->IsSilent();
  sound.two_sides = !sound.silent && reader->channels() == 2 && loudness->HasTwoSides();
  return sound;
}

}  // namespace novofon
