// The recordings that the stand-ins know, and how each is recognised.
#pragma once

#include <deque>
#include <filesystem>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "tests/standins/recording.h"
#include "tests/standins/sound_print.h"

namespace novofon::standins {

// Part of a recording, as it was heard.
struct Heard {
  const Recording* recording = nullptr;  // nullptr: of none that is known
  std::vector<Said> says;
  double seconds = 0;
  bool silent = false;
};

// For several threads. A recording once there stays.
class Shelf {
 public:
  void Put(Recording recording);
  // Watches a directory: what comes into it later is found too.
  void Watch(const std::filesystem::path& directory);

  // By call_id_with_rec; else by pbx_call_id; else the one for every call; nullptr: none.
  const Recording* Find(const std::string& key, const std::string& call);
  // By its bytes; else by how loud it is from moment to moment, so that a single channel, another
  // rate or another coding is known again. Not a piece cut out of it. Nothing when it is no sound.
  std::optional<Heard> Hear(const std::string& file);
  // Whose words stand in `text`: all that the one who speaks longest at a time says then.
  const Recording* FindText(const std::string& text);

 private:
  struct Shelved {
    Recording recording;
    Sound sound;
  };
  void Look();  // what is new in the directory
  void PutLocked(Recording recording);

  std::mutex mutex_;
  std::deque<Shelved> all_;
  std::unordered_map<std::string, const Shelved*> by_bytes_;
  std::filesystem::path directory_;
  std::set<std::filesystem::path> seen_;
};

}  // namespace novofon::standins
