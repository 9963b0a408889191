#include "core/adapters/sound_parts.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "core/adapters/loudness.h"
#include "core/errors.h"

namespace novofon {
namespace {

constexpr double kSearch = 5;           // seconds before the planned end in which a pause will do
constexpr double kPauseLevel = -45;     // decibels
constexpr int kPauseFrames = 10;        // 0.2 s
constexpr double kBytesOfSample = 2.1;  // FLAC of noise, which can't be compressed, and its headers

SoundReader Opened(const FilePath& file) {
  if (const auto container = LookAtContainer(file)) {
    if (auto reader = SoundReader::Open(file, *container)) return std::move(*reader);
  }
  throw Unavailable("a recording can't be decoded any more");
}

}  // namespace

SoundParts::SoundParts(const Audio& audio, Side side, const Limits& limits)
    : recording_(audio.file), side_(side), kind_(limits.kind), reader_(Opened(audio.file)) {
  const double by_bytes = limits.most_bytes / (kBytesOfSample * reader_.rate());
  const double longest = std::max(std::min(limits.longest, by_bytes), 3 * kSearch);
  // The one after a part that ended early is longer by that.
  if (audio.sound.seconds > longest) {
    count_ = static_cast<int>(std::ceil(audio.sound.seconds / (longest - kSearch)));
  }
  planned_ = audio.sound.seconds / count_;
  ahead_ = NextSamples();
}

std::span<const float> SoundParts::NextSamples() {
  const SoundReader::Frame frame = reader_.Next();
  if (side_ == Side::kSecond) return frame.second;
  if (side_ == Side::kFirst || reader_.channels() == 1) return frame.first;
  mixed_.resize(frame.first.size());
  for (std::size_t i = 0; i < mixed_.size(); ++i) {
    mixed_[i] = (frame.first[i] + frame.second[i]) / 2;
  }
  return mixed_;
}

std::optional<SoundPart> SoundParts::Next() {
  if (ahead_.empty()) return std::nullopt;
  const double rate = reader_.rate();
  const bool last = ++made_ >= count_;
  const double planned_end = planned_ * made_ * rate;
  SoundPart part{SideFile(recording_, reader_.rate(), kind_), position_ / rate, 0, false};
  const auto loudness = std::make_unique<Loudness>();
  int quiet_frames = 0;
  for (; !ahead_.empty(); ahead_ = NextSamples()) {
    const bool at_pause = quiet_frames >= kPauseFrames && position_ > planned_end - kSearch * rate;
    if (!last && (at_pause || position_ >= planned_end)) break;
    const double level = LevelOf(ahead_);
    quiet_frames = level < kPauseLevel ? quiet_frames + 1 : 0;
    loudness->AddFrame(level, level);
    part.file.Write(ahead_);
    position_ += static_cast<double>(ahead_.size());
  }
  part.file.Finish();
  part.seconds = position_ / rate - part.start;
  part.silent = loudness->IsSilent();
  return part;
}

}  // namespace novofon
