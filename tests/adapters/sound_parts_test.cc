#include "core/adapters/sound_parts.h"

#include <gtest/gtest.h>

#include <fstream>

#include "core/adapters/sound_file.h"
#include "tests/adapters/made_sound.h"

namespace novofon {
namespace {

constexpr double kPlenty = 1e9;

class Parts : public testing::Test {
 protected:
  Audio Written(const std::vector<Samples>& channels) {
    WriteSound(file_.value, kWavFormat, channels);
    const auto sound = SoundFile().Listen(file_);
    if (!sound) throw std::runtime_error("the test's sound can't be heard");
    return {file_, *sound};
  }

  TestDirectory directory_;
  FilePath file_{directory_ / "call.wav"};
};

TEST_F(Parts, EachSideIsTakenAlone) {
  const Samples first = Voice(6, -20);
  const Samples second(SamplesIn(6), 0.0F);
  const Audio audio = Written({first, second});
  SoundParts one(audio, Side::kFirst, {kPlenty, kPlenty});
  const auto loud = one.Next();
  ASSERT_TRUE(loud);
  EXPECT_FALSE(loud->silent);
  EXPECT_EQ(loud->start, 0);
  EXPECT_NEAR(loud->seconds, 6, 1e-9);
  EXPECT_FALSE(one.Next());
  const auto quiet = SoundParts(audio, Side::kSecond, {kPlenty, kPlenty}).Next();
  ASSERT_TRUE(quiet);
  EXPECT_TRUE(quiet->silent);
}

TEST_F(Parts, APartIsAWholeFlacFileWhoseNameIsGone) {
  const Audio audio = Written({Voice(6, -20), Noise(6, -30)});
  std::ofstream(directory_ / ".side-call.wav") << "left by a killed run";
  const auto part = SoundParts(audio, Side::kBoth, {kPlenty, kPlenty}).Next();
  ASSERT_TRUE(part);
  EXPECT_EQ(directory_.CountFiles(), 1U);
  const auto heard = SoundFile().Listen(part->file.path());
  ASSERT_TRUE(heard);
  EXPECT_NEAR(heard->seconds, 6, 1e-9);
}

TEST_F(Parts, NoneIsLongerThanAllowedAndNothingIsLost) {
  const Audio audio = Written({Noise(101, -20)});
  SoundParts parts(audio, Side::kBoth, {30, kPlenty});
  EXPECT_EQ(parts.count(), 5);
  double end = 0;
  int made = 0;
  while (const auto part = parts.Next()) {
    ++made;
    EXPECT_NEAR(part->start, end, 1e-9);
    EXPECT_LE(part->seconds, 30);
    end = part->start + part->seconds;
  }
  EXPECT_EQ(made, 5);
  EXPECT_NEAR(end, 101, 1e-6);
}

TEST_F(Parts, NoneIsLargerThanAllowed) {
  const Audio audio = Written({Noise(120, -5)});
  constexpr double kMostBytes = 500'000;
  SoundParts parts(audio, Side::kBoth, {kPlenty, kMostBytes});
  int made = 0;
  while (const auto part = parts.Next()) {
    ++made;
    std::ifstream file(part->file.path().value, std::ios::binary | std::ios::ate);
    EXPECT_LE(static_cast<double>(file.tellg()), kMostBytes);
  }
  EXPECT_GE(made, 4);
}

TEST_F(Parts, ThePauseBeforeThePlannedEndIsWhereItIsCut) {
  // 40 s in two parts would be cut at 20 s; the pause is from 17 s to 18 s.
  const Samples pause(SamplesIn(1), 0.0F);
  const Audio audio = Written({Then(Then(Noise(17, -20), pause), Noise(22, -20))});
  SoundParts parts(audio, Side::kBoth, {30, kPlenty});
  const auto first = parts.Next();
  ASSERT_TRUE(first);
  EXPECT_GT(first->seconds, 17);
  EXPECT_LT(first->seconds, 18);
}

}  // namespace
}  // namespace novofon
