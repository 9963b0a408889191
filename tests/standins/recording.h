// What a recording holds, as whoever made it knows.
#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace novofon::standins {

struct Said {
  double start = 0;  // seconds
  double end = 0;
  int channel = 0;  // 1: left, 2: right; 0: in a recording of one channel
  std::string text;
};

struct Found {
  std::string value;
  std::string quote;
};

struct Recording {
  std::string key;                // call_id_with_rec; "*": of every call that has none of its own
  std::string call = {};          // pbx_call_id
  std::string file = {};          // its bytes
  std::string extension = "wav";  // how its link ends
  std::vector<Said> says = {};    // in order of time
  std::map<std::string, Found> finds = {};  // name, address, when: what a good model finds
};

// NAME.json, and the sound beside it: NAME.mp3, .wav, .ogg or .flac. Throws std::runtime_error.
Recording ReadRecording(const std::filesystem::path& json_file);

// A sound that no other number has, loud enough to pass for speech: bursts of a tone. With two
// channels they take turns; each is known again by itself when there are six seconds or more.
std::string Tones(unsigned number, double seconds, int channels = 1);
// Nobody speaks.
std::string Silence(double seconds);

}  // namespace novofon::standins
