#include "tests/standins/shelf.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace novofon::standins {
namespace {

constexpr double kAlike = 0.85;
constexpr const char* kEvery = "*";

const Said* Longest(const Recording& recording) {
  const auto longest = std::ranges::max_element(recording.says, {},
                                                [](const Said& said) { return said.text.size(); });
  return longest == recording.says.end() || longest->text.empty() ? nullptr : &*longest;
}

std::vector<Said> SaidIn(const Recording& recording, int channel) {
  std::vector<Said> says;
  std::ranges::copy_if(recording.says, std::back_inserter(says), [&](const Said& said) {
    return channel == 0 || said.channel == 0 || said.channel == channel;
  });
  return says;
}

}  // namespace

void Shelf::Put(Recording recording) {
  const std::lock_guard lock(mutex_);
  PutLocked(std::move(recording));
}

void Shelf::PutLocked(Recording recording) {
  auto sound = standins::Hear(recording.file);
  // What is no sound can still be downloaded.
  Shelved& shelved = all_.emplace_back(Shelved{std::move(recording), sound.value_or(Sound{})});
  by_bytes_.try_emplace(shelved.recording.file, &shelved);
}

void Shelf::Watch(const std::filesystem::path& directory) {
  const std::lock_guard lock(mutex_);
  directory_ = directory;
  Look();
}

void Shelf::Look() {
  if (directory_.empty()) return;
  for (const auto& entry : std::filesystem::directory_iterator(directory_)) {
    if (entry.path().extension() != ".json" || seen_.contains(entry.path())) continue;
    PutLocked(ReadRecording(entry.path()));
    seen_.insert(entry.path());
  }
}

const Recording* Shelf::Find(const std::string& key, const std::string& call) {
  const std::lock_guard lock(mutex_);
  const auto find = [&](auto matches) -> const Recording* {
    const auto found = std::ranges::find_if(
        all_, [&](const Shelved& shelved) { return matches(shelved.recording); });
    return found == all_.end() ? nullptr : &found->recording;
  };
  const auto asked_for = [&](const Recording& recording) {
    return (!key.empty() && recording.key == key) || (!call.empty() && recording.call == call);
  };
  if (const auto* found = find(asked_for)) return found;
  Look();
  if (const auto* found = find(asked_for)) return found;
  return find([](const Recording& recording) { return recording.key == kEvery; });
}

std::optional<Heard> Shelf::Hear(const std::string& file) {
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = by_bytes_.find(file); found != by_bytes_.end()) {
      const Shelved& shelved = *found->second;
      if (shelved.sound.channels.empty()) return {};
      return Heard{&shelved.recording, shelved.recording.says, shelved.sound.seconds,
                   shelved.sound.mix.silent};
    }
  }
  const auto sound = standins::Hear(file);
  if (!sound) return {};
  Heard heard{nullptr, {}, sound->seconds, sound->mix.silent};
  double best = kAlike;
  const std::lock_guard lock(mutex_);
  for (const Shelved& shelved : all_) {
    const auto compare = [&](const SoundPrint& print, int channel) {
      const double likeness = Likeness(sound->mix, print);
      if (likeness <= best) return;
      best = likeness;
      heard.recording = &shelved.recording;
      heard.says = SaidIn(shelved.recording, channel);
    };
    compare(shelved.sound.mix, 0);
    if (shelved.sound.channels.size() != 2) continue;
    compare(shelved.sound.channels[0], 1);
    compare(shelved.sound.channels[1], 2);
  }
  return heard;
}

const Recording* Shelf::FindText(const std::string& text) {
  const std::lock_guard lock(mutex_);
  for (const Shelved& shelved : all_) {
    const Said* said = Longest(shelved.recording);
    if (said != nullptr && text.find(said->text) != std::string::npos) return &shelved.recording;
  }
  return nullptr;
}

}  // namespace novofon::standins
