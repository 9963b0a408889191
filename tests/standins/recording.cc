#include "tests/standins/recording.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <nlohmann/json.hpp>
#include <numbers>
#include <stdexcept>

namespace novofon::standins {
namespace {

using Json = nlohmann::json;

constexpr unsigned kRate = 8000;
constexpr double kSlot = 0.2;  // seconds of a burst: one bit

std::string ReadBytes(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void Append(std::string& bytes, std::uint32_t value, int count) {
  for (int i = 0; i < count; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xFF);
}

std::string Wav(const std::vector<std::int16_t>& samples, unsigned channels) {
  std::string bytes = "RIFF";
  const auto size = static_cast<std::uint32_t>(samples.size() * 2);
  Append(bytes, size + 36, 4);
  bytes += "WAVEfmt ";
  Append(bytes, 16, 4);
  Append(bytes, 1, 2);
  Append(bytes, channels, 2);
  Append(bytes, kRate, 4);
  Append(bytes, kRate * channels * 2, 4);
  Append(bytes, channels * 2, 2);
  Append(bytes, 16, 2);
  bytes += "data";
  Append(bytes, size, 4);
  for (const std::int16_t sample : samples) Append(bytes, static_cast<std::uint16_t>(sample), 2);
  return bytes;
}

}  // namespace

Recording ReadRecording(const std::filesystem::path& json_file) {
  const Json json = Json::parse(ReadBytes(json_file), nullptr, false);
  if (!json.is_object()) throw std::runtime_error(json_file.string() + " is no JSON object");
  Recording recording{json.value("call_id_with_rec", ""), json.value("pbx_call_id", "")};
  for (const char* extension : {"mp3", "wav", "ogg", "flac"}) {
    auto sound = json_file;
    sound.replace_extension(extension);
    if (!std::filesystem::exists(sound)) continue;
    recording.file = ReadBytes(sound);
    recording.extension = extension;
  }
  if (recording.file.empty()) throw std::runtime_error("no sound stands by " + json_file.string());
  for (const Json& said : json.value("says", Json::array())) {
    recording.says.push_back({said.value("start", 0.0), said.value("end", 0.0),
                              said.value("channel", 0), said.value("text", "")});
  }
  for (const char* field : {"name", "address", "when"}) {
    if (!json.contains(field) || !json[field].is_object()) continue;
    recording.finds[field] = {json[field].value("value", ""), json[field].value("quote", "")};
  }
  return recording;
}

std::string Tones(unsigned number, double seconds, int channels) {
  // Odd, so that no two of 65,536 numbers get the same bits; mixed, so that neighbours differ.
  const unsigned code = number * 40503U & 0xFFFF;
  std::vector<std::int16_t> samples;
  const auto count = static_cast<std::size_t>(seconds * kRate);
  for (std::size_t i = 0; i < count; ++i) {
    const double at = static_cast<double>(i) / kRate;
    const auto slot = static_cast<unsigned>(at / kSlot);
    // The second time round the other channel has the bits that the first had.
    const double loud = (code >> (slot + slot / 16 * 2) % 16 & 1U) != 0 ? 0.6 : 0.15;
    const double tone = loud * std::sin(2 * std::numbers::pi * 440 * at);
    for (int channel = 0; channel < channels; ++channel) {
      const bool has_turn = channels == 1 || static_cast<int>(slot / 2 % 2) == channel;
      samples.push_back(static_cast<std::int16_t>(has_turn ? tone * 32767 : 0));
    }
  }
  return Wav(samples, static_cast<unsigned>(channels));
}

std::string Silence(double seconds) {
  return Wav(std::vector<std::int16_t>(static_cast<std::size_t>(seconds * kRate), 0), 1);
}

}  // namespace novofon::standins
