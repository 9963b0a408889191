// Recordings kept on this host.
#pragma once

#include <cstdint>
#include <filesystem>

#include "core/recording_work.h"

namespace novofon {

class AudioDirectory : public AudioShelf {
 public:
  // `floor`: free bytes of the file system below which nothing new is fetched.
  AudioDirectory(std::filesystem::path state_dir, std::uintmax_t floor)
      : state_dir_(std::move(state_dir)), floor_(floor) {}

  bool HasRoom() override;
  // Throws Unavailable when the directories can't be made.
  FilePath PlaceOf(const std::string& audio) override;
  bool Has(const std::string& audio) override;
  void Discard(const std::string& audio) override;
  // What downloads left that were killed: parts that nobody has written to for a day.
  void SweepParts(TimePoint now);

 private:
  std::filesystem::path state_dir_;
  std::uintmax_t floor_;
};

}  // namespace novofon
