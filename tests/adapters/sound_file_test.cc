#include "core/adapters/sound_file.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "core/adapters/sound_container.h"
#include "tests/adapters/made_sound.h"

namespace novofon {
namespace {

struct KindRow {
  std::string name;
  int format;
  SoundKind kind;
  bool understood_by_all;
};
const KindRow kKinds[] = {
    {"Mp3", kMp3Format, SoundKind::kMp3, true},
    {"Wav", kWavFormat, SoundKind::kWav, true},
    {"Alaw", SF_FORMAT_WAV | SF_FORMAT_ALAW, SoundKind::kWav, false},
    {"Flac", kFlacFormat, SoundKind::kFlac, true},
    {"Vorbis", kOggFormat, SoundKind::kOgg, true},
    {"Opus", kOpusFormat, SoundKind::kOgg, false},
};

std::string ReadAll(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void WriteAll(const std::string& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

class Listening : public testing::Test {
 protected:
  Sound Heard(int format, const std::vector<Samples>& channels) {
    WriteSound(file_.value, format, channels);
    const auto sound = SoundFile().Listen(file_);
    EXPECT_TRUE(sound.has_value());
    return sound.value_or(Sound{});
  }
  bool IsSilent(const Samples& samples) { return Heard(kWavFormat, {samples}).silent; }
  bool HasTwoSides(int format, const Samples& first, const Samples& second) {
    return Heard(format, {first, second}).two_sides;
  }
  std::optional<Sound> HeardInBytes(std::string_view bytes) {
    WriteAll(file_.value, bytes);
    return SoundFile().Listen(file_);
  }

  TestDirectory directory_;
  FilePath file_{directory_ / "call.bin"};
};

class EveryKind : public Listening, public testing::WithParamInterface<KindRow> {};
std::string RowName(const testing::TestParamInfo<KindRow>& row) { return row.param.name; }
INSTANTIATE_TEST_SUITE_P(Sound, EveryKind, testing::ValuesIn(kKinds), RowName);

TEST_P(EveryKind, OfFileIsHeardForItsWholeLength) {
  const Sound sound = Heard(GetParam().format, {Voice(7.3, -20)});
  EXPECT_NEAR(sound.seconds, 7.3, 0.2);  // mp3 comes in frames
  EXPECT_FALSE(sound.silent);
  EXPECT_FALSE(sound.two_sides);
  const auto container = LookAtContainer(file_);
  EXPECT_EQ(container, (SoundContainer{GetParam().kind, true, GetParam().understood_by_all}));
}

TEST_P(EveryKind, OfFileIsNothingOnceItWasCut) {
  Heard(GetParam().format, {Voice(7.3, -20)});
  const std::string whole = ReadAll(file_.value);
  for (const double share : {0.95, 0.501, 0.1}) {
    const auto bytes = static_cast<std::size_t>(share * static_cast<double>(whole.size()));
    EXPECT_FALSE(HeardInBytes(std::string_view(whole).substr(0, bytes))) << share;
  }
  EXPECT_FALSE(HeardInBytes(std::string_view(whole).substr(0, whole.size() - 1)));
}

TEST_F(Listening, WhatIsNoSoundIsNothing) {
  EXPECT_FALSE(HeardInBytes(""));
  EXPECT_FALSE(HeardInBytes("<!DOCTYPE html><html><body>Not found</body></html>"));
  EXPECT_FALSE(HeardInBytes(R"({"status":"error"})"));
  EXPECT_FALSE(HeardInBytes(std::string(100'000, '\0')));
  EXPECT_FALSE(HeardInBytes(std::string(100'000, '\xFF')));
  EXPECT_FALSE(HeardInBytes("ID3\x04" + std::string(5'000, '\0')));
  EXPECT_FALSE(HeardInBytes("fLaC" + std::string(5'000, 'x')));
  EXPECT_FALSE(HeardInBytes("RIFF\xFF\xFF\xFF\xFFWAVE" + std::string(5'000, '\xFF')));
  EXPECT_FALSE(HeardInBytes("OggS" + std::string(5'000, '\0')));
  EXPECT_FALSE(SoundFile().Listen({directory_ / "missing.mp3"}));
  EXPECT_FALSE(SoundFile().Listen({directory_ / ""}));
}

TEST_F(Listening, AnMp3MayCarryTagsAtBothEnds) {
  Heard(kMp3Format, {Voice(3, -20)});
  const std::string sound = ReadAll(file_.value);
  const std::string before =
      std::string("ID3\x03\0\0\0\0\x01\x00", 10) + std::string(128 + 20, '\0');
  const std::string after = "TAG" + std::string(125, ' ');
  const auto heard = HeardInBytes(before + sound + after);
  ASSERT_TRUE(heard);
  EXPECT_NEAR(heard->seconds, 3, 0.2);
  EXPECT_FALSE(HeardInBytes(before + sound.substr(0, sound.size() / 2)));
}

TEST_F(Listening, AnMp3WithoutAnIndexIsHeardToItsEndAndMissedWhenCut) {
  Heard(kMp3Format, {Then(Voice(3, -20), Noise(3, -75))});  // frames of different lengths
  const std::string sound = ReadAll(file_.value);
  // The index is the first frame.
  const std::string frames = sound.substr(sound.find(sound.substr(0, 3), 3));
  ASSERT_LT(frames.size(), sound.size());
  const auto heard = HeardInBytes(frames);
  ASSERT_TRUE(heard);
  EXPECT_NEAR(heard->seconds, 6, 0.3);
  EXPECT_FALSE(HeardInBytes(std::string_view(frames).substr(0, frames.size() * 2 / 3)));
}

TEST_F(Listening, TheNoiseOfALineIsSilence) {
  EXPECT_TRUE(IsSilent(Samples(SamplesIn(10), 0.0F)));
  EXPECT_TRUE(IsSilent(Noise(10, -60)));
  EXPECT_TRUE(IsSilent(Noise(10, -40)));
  Samples offset = Noise(10, -60);
  for (float& sample : offset) sample += 0.1F;
  EXPECT_TRUE(IsSilent(offset));
  const Sound coded = Heard(kMp3Format, {Noise(10, -60), Noise(10, -60, 5)});
  EXPECT_TRUE(coded.silent);
  EXPECT_FALSE(coded.two_sides);
}

TEST_F(Listening, AClickIsNoVoice) {
  const Samples click = Noise(0.06, -10);
  EXPECT_TRUE(IsSilent(Then(Then(Noise(5, -60), click), Noise(5, -60))));
}

TEST_F(Listening, AQuietVoiceIsAVoice) {
  EXPECT_FALSE(IsSilent(Mixed(Voice(10, -48), Noise(10, -65))));
  EXPECT_FALSE(IsSilent(Mixed(Voice(10, -30), Noise(10, -40))));
  EXPECT_FALSE(IsSilent(Noise(10, -20)));
  EXPECT_FALSE(IsSilent(Then(Voice(1, -25), Samples(SamplesIn(60), 0.0F))));
}

TEST_F(Listening, TwoSidesThatTalkInTurnsAreTwo) {
  const Samples rest = Noise(6, -60, 7);
  const Samples first = Mixed(Then(Voice(6, -20, 3), rest), Noise(12, -62, 8));
  const Samples second = Mixed(Then(rest, Voice(6, -28, 4)), Noise(12, -58, 9));
  EXPECT_TRUE(HasTwoSides(kWavFormat, first, second));
  EXPECT_TRUE(HasTwoSides(kMp3Format, first, second));
  // Each hears the other a little.
  EXPECT_TRUE(HasTwoSides(kWavFormat, Mixed(first, Scaled(second, 0.2)),
                          Mixed(second, Scaled(first, 0.2))));
}

TEST_F(Listening, OneSoundTwiceIsNotTwoSides) {
  const Samples voice = Mixed(Voice(12, -20), Noise(12, -60));
  EXPECT_FALSE(HasTwoSides(kWavFormat, voice, voice));
  EXPECT_FALSE(HasTwoSides(kMp3Format, voice, voice));
  EXPECT_FALSE(HasTwoSides(kWavFormat, voice, Scaled(voice, 0.3)));
  EXPECT_FALSE(HasTwoSides(kWavFormat, voice, Scaled(voice, -1)));
  // Coded twice: each has noise of its own, 15 dB below the voice.
  const Samples coded = Mixed(voice, Scaled(Voice(12, -35, 11), 1));
  EXPECT_FALSE(HasTwoSides(kWavFormat, coded, Mixed(voice, Voice(12, -35, 12))));
}

TEST_F(Listening, OneVoiceBesideAnEmptyChannelIsOneSide) {
  EXPECT_FALSE(HasTwoSides(kWavFormat, Voice(10, -20), Noise(10, -70)));
  EXPECT_FALSE(HasTwoSides(kWavFormat, Samples(SamplesIn(10), 0.0F), Voice(10, -20)));
}

}  // namespace
}  // namespace novofon
