#include "core/adapters/spool.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <set>
#include <stdexcept>
#include <thread>

#include "core/adapters/spool_text.h"

namespace novofon {
namespace {

namespace fs = std::filesystem;
using Entries = std::vector<JournalEntry>;

constexpr std::uintmax_t kPlenty = 1024 * 1024;

JournalEntry Entry(int number) {
  JournalEntry entry;
  entry.tenant = TenantId{1};
  entry.event = "NOTIFY_START";
  entry.fields = {{"event", "NOTIFY_START"}, {"caller_id", "+7916000000" + std::to_string(number)}};
  entry.received_at = TimePoint{std::chrono::seconds{1'768'460'400 + number}};
  return entry;
}

class SpoolTest : public testing::Test {
 protected:
  SpoolTest() {
    std::string pattern = testing::TempDir() + "spool-XXXXXX";
    directory_ = mkdtemp(pattern.data());
  }
  ~SpoolTest() override { fs::remove_all(directory_); }

  std::vector<std::string> In(const char* folder) const {
    std::vector<std::string> names;
    for (const auto& file : fs::directory_iterator(directory_ / folder)) {
      names.push_back(file.path().filename().string());
    }
    std::ranges::sort(names);
    return names;
  }

  void WriteFile(const fs::path& path, std::string_view text) const {
    std::ofstream(directory_ / path, std::ios::binary) << text;
  }

  // What a drain hands over, and what it reports as bad.
  Entries Drain(Spool& spool, std::size_t limit = 100) {
    Entries drained;
    bad_.clear();
    const std::size_t count = spool.Drain(
        limit,
        [&](std::span<const JournalEntry> entries) {
          EXPECT_LE(entries.size(), limit);
          drained.insert(drained.end(), entries.begin(), entries.end());
        },
        [&](const std::string& file, const std::string&) { bad_.push_back(file); });
    EXPECT_EQ(count, drained.size());
    return drained;
  }

  fs::path directory_;
  std::vector<std::string> bad_;
};

TEST_F(SpoolTest, WhatIsPutIsDrainedOnceInOrderOfReceipt) {
  Spool spool(directory_ / "spool", kPlenty);
  EXPECT_TRUE(spool.Empty());
  ASSERT_TRUE(spool.Put(Entries{Entry(3), Entry(1)}));
  ASSERT_TRUE(spool.Put(Entries{Entry(2)}));
  EXPECT_FALSE(spool.Empty());
  EXPECT_EQ(Drain(spool), (Entries{Entry(1), Entry(2), Entry(3)}));
  EXPECT_TRUE(spool.Empty());
  EXPECT_EQ(Drain(spool), Entries{});
}

TEST_F(SpoolTest, LargeEntriesAreHandedOverAFewAtATime) {
  Spool spool(directory_, 20 * kPlenty);
  Entries large;
  for (int i = 1; i <= 40; ++i) {
    large.push_back(Entry(i));
    large.back().fields["text"] = std::string(std::size_t{250} * 1024, 'x');
  }
  ASSERT_TRUE(spool.Put(large));
  std::size_t most = 0;
  spool.Drain(
      1000, [&](std::span<const JournalEntry> entries) { most = std::max(most, entries.size()); },
      [](const auto&, const auto&) {});
  EXPECT_LE(most, 17U);  // about 4 MiB
  EXPECT_GE(most, 10U);
  EXPECT_TRUE(spool.Empty());
}

TEST_F(SpoolTest, ItIsThereForTheNextProcess) {
  ASSERT_TRUE(Spool(directory_, kPlenty).Put(Entries{Entry(1)}));
  Spool next(directory_, kPlenty);
  EXPECT_EQ(Drain(next), Entries{Entry(1)});
}

TEST_F(SpoolTest, EntriesOfOneMicrosecondDoNotOverwriteEachOther) {
  Spool one(directory_, kPlenty);
  Spool other(directory_, kPlenty);  // begins to count where `one` did
  JournalEntry twin = Entry(1);
  twin.request_id = "other";
  ASSERT_TRUE(one.Put(Entries{Entry(1), Entry(1)}));
  ASSERT_TRUE(other.Put(Entries{twin}));
  EXPECT_EQ(Drain(one).size(), 3U);
}

TEST_F(SpoolTest, OnlyItsUserMayLookInside) {
  Spool spool(directory_ / "spool", kPlenty);
  ASSERT_TRUE(spool.Put(Entries{Entry(1)}));
  for (const char* name : {"", "tmp", "new", "bad"}) {
    EXPECT_EQ(fs::status(directory_ / "spool" / name).permissions(), fs::perms::owner_all) << name;
  }
  const fs::path file = fs::directory_iterator(directory_ / "spool/new")->path();
  EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(SpoolTest, ChunksAreNoLargerThanAskedFor) {
  Spool spool(directory_, kPlenty);
  ASSERT_TRUE(spool.Put(Entries{Entry(1), Entry(2), Entry(3), Entry(4), Entry(5)}));
  EXPECT_EQ(Drain(spool, 2).size(), 5U);
}

TEST_F(SpoolTest, WhatKeepThrowsLeavesItsChunkAndRemovesTheOnesBefore) {
  Spool spool(directory_, kPlenty);
  ASSERT_TRUE(spool.Put(Entries{Entry(1), Entry(2), Entry(3)}));
  int calls = 0;
  const auto keep = [&](std::span<const JournalEntry>) {
    if (++calls == 2) throw std::runtime_error("away");
  };
  EXPECT_THROW(spool.Drain(1, keep, [](const auto&, const auto&) {}), std::runtime_error);
  EXPECT_EQ(Drain(spool), (Entries{Entry(2), Entry(3)}));
}

TEST_F(SpoolTest, WhileOneDrainsAnotherDoesNothing) {
  Spool spool(directory_, kPlenty);
  Spool other(directory_, kPlenty);
  ASSERT_TRUE(spool.Put(Entries{Entry(1)}));
  std::size_t meanwhile = 99;
  const auto nothing = [](const auto&, const auto&) {};
  const auto keep = [&](std::span<const JournalEntry>) {
    meanwhile = other.Drain(
        10, [](std::span<const JournalEntry>) { FAIL(); }, nothing);
  };
  EXPECT_EQ(spool.Drain(10, keep, nothing), 1U);
  EXPECT_EQ(meanwhile, 0U);
}

TEST_F(SpoolTest, WhatIsPutWhileDrainingIsDrainedNextTime) {
  Spool spool(directory_, kPlenty);
  ASSERT_TRUE(spool.Put(Entries{Entry(1)}));
  const auto keep = [&](std::span<const JournalEntry>) {
    ASSERT_TRUE(spool.Put(Entries{Entry(2)}));
  };
  EXPECT_EQ(spool.Drain(10, keep, [](const auto&, const auto&) {}), 1U);
  EXPECT_EQ(Drain(spool), Entries{Entry(2)});
}

TEST_F(SpoolTest, BadFilesGoAsideWithTheReasonAndTheOthersGoOn) {
  Spool spool(directory_, kPlenty);
  ASSERT_TRUE(spool.Put(Entries{Entry(1), Entry(2)}));
  const std::string whole = SpoolText(Entry(9));
  std::string changed = whole;
  changed.back() = '!';
  WriteFile("new/00-cut.json", whole.substr(0, whole.size() / 2));
  WriteFile("new/00-empty.json", "");
  WriteFile("new/00-hash.json", changed);
  WriteFile("new/stray", "hello");
  fs::create_directory(directory_ / "new/folder");
  fs::create_symlink(directory_ / "new/stray", directory_ / "new/link");

  EXPECT_EQ(Drain(spool), (Entries{Entry(1), Entry(2)}));
  const std::vector<std::string> expected{"00-cut.json", "00-empty.json", "00-hash.json",
                                          "folder",      "link",          "stray"};
  std::ranges::sort(bad_);
  EXPECT_EQ(bad_, expected);
  EXPECT_TRUE(spool.Empty());
  std::vector<std::string> aside;
  for (const auto& name : expected) aside.insert(aside.end(), {name, name + ".why"});
  EXPECT_EQ(In("bad"), aside);
}

TEST_F(SpoolTest, ABadFileOverwritesNoOther) {
  Spool spool(directory_, kPlenty);
  WriteFile("bad/stray", "the first");
  WriteFile("new/stray", "the second");
  EXPECT_EQ(Drain(spool), Entries{});
  EXPECT_EQ(In("bad"), (std::vector<std::string>{"stray", "stray.2", "stray.2.why"}));
}

TEST_F(SpoolTest, WhatWasNotRenamedIsNeverDrainedAndGoesAfterAnHour) {
  Spool spool(directory_, kPlenty);
  WriteFile("tmp/killed", SpoolText(Entry(1)));
  WriteFile("tmp/being-written", SpoolText(Entry(2)));
  fs::last_write_time(directory_ / "tmp/killed",
                      fs::file_time_type::clock::now() - std::chrono::minutes{61});
  EXPECT_EQ(Drain(spool), Entries{});
  EXPECT_EQ(In("tmp"), std::vector<std::string>{"being-written"});
}

TEST_F(SpoolTest, AnEntryPutAsideIsNotTriedAgain) {
  Spool spool(directory_, kPlenty);
  ASSERT_TRUE(spool.Put(Entries{Entry(1)}));
  const auto keep = [&](std::span<const JournalEntry> entries) { spool.PutAside(entries[0]); };
  EXPECT_EQ(spool.Drain(10, keep, [](const auto&, const auto&) {}), 1U);
  EXPECT_TRUE(spool.Empty());
  const auto aside = In("bad");
  ASSERT_EQ(aside.size(), 2U);
  EXPECT_EQ(aside[1], aside[0] + ".why");
  // A person may put it back.
  fs::rename(directory_ / "bad" / aside[0], directory_ / "new" / aside[0]);
  EXPECT_EQ(Drain(spool), Entries{Entry(1)});
}

TEST_F(SpoolTest, TheQuotaRefusesTheWholePut) {
  const std::uintmax_t size = SpoolText(Entry(1)).size();
  Spool spool(directory_, 2 * size);
  EXPECT_FALSE(spool.Put(Entries{Entry(1), Entry(2), Entry(3)}));
  EXPECT_TRUE(spool.Empty());
  EXPECT_TRUE(spool.Put(Entries{Entry(1), Entry(2)}));
  EXPECT_FALSE(spool.Put(Entries{Entry(3)}));
  EXPECT_EQ(Drain(spool).size(), 2U);
  EXPECT_TRUE(spool.Put(Entries{Entry(3)}));
}

TEST_F(SpoolTest, AFullSpoolTakesAgainWhenAnotherProcessHasDrainedIt) {
  const std::uintmax_t size = SpoolText(Entry(1)).size();
  Spool full(directory_, size);
  ASSERT_TRUE(full.Put(Entries{Entry(1)}));
  ASSERT_FALSE(full.Put(Entries{Entry(2)}));
  Spool other(directory_, size);
  EXPECT_EQ(Drain(other).size(), 1U);
  EXPECT_TRUE(full.Put(Entries{Entry(2)}));
}

TEST_F(SpoolTest, WhatAnotherProcessLeftCountsToo) {
  const std::uintmax_t size = SpoolText(Entry(1)).size();
  ASSERT_TRUE(Spool(directory_, size).Put(Entries{Entry(1)}));
  EXPECT_FALSE(Spool(directory_, size).Put(Entries{Entry(2)}));
}

// Makes the system refuse to write more than `bytes` into a file, as a full disk would.
class FilesNoLongerThan {
 public:
  explicit FilesNoLongerThan(rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FilesNoLongerThan() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, SIG_DFL);
  }

 private:
  rlimit before_{};
};

TEST_F(SpoolTest, AFailedWriteIsToldAndLeavesNothing) {
  Spool spool(directory_, kPlenty);
  JournalEntry large = Entry(2);
  large.fields["long"] = std::string(4000, 'x');
  const Entries entries{Entry(1), large};
  bool put = true;
  {
    const FilesNoLongerThan limit(2000);
    put = spool.Put(entries);
    EXPECT_THROW(spool.PutAside(large), std::runtime_error);
  }
  EXPECT_FALSE(put);
  EXPECT_EQ(In("new"), std::vector<std::string>{});
  EXPECT_EQ(In("tmp"), std::vector<std::string>{});
  EXPECT_EQ(In("bad"), std::vector<std::string>{});
  EXPECT_TRUE(spool.Put(entries));
}

TEST_F(SpoolTest, ASpoolThatIsGoneRefuses) {
  Spool spool(directory_ / "spool", kPlenty);
  fs::remove_all(directory_ / "spool");
  EXPECT_FALSE(spool.Put(Entries{Entry(1)}));
}

TEST_F(SpoolTest, OneThatCanNotBeMadeSaysSo) {
  WriteFile("file", "");
  EXPECT_THROW(Spool(directory_ / "file", kPlenty), fs::filesystem_error);
  EXPECT_THROW(Spool(directory_ / "file/spool", kPlenty), fs::filesystem_error);
}

TEST_F(SpoolTest, ThreadsMayPutWhileOneDrains) {
  Spool spool(directory_, kPlenty);
  std::size_t drained = 0;
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 2; ++thread) {
      threads.emplace_back([&spool] {
        for (int i = 0; i < 50; ++i) EXPECT_TRUE(spool.Put(Entries{Entry(i)}));
      });
    }
    while (drained < 50) drained += Drain(spool, 7).size();
  }
  drained += Drain(spool).size();
  EXPECT_EQ(drained, 100U);
}

// On a full disk no file can be made: a drain that needed one would never end the fullness.
TEST_F(SpoolTest, ADrainMakesNoFile) {
  Spool spool(directory_, kPlenty);
  ASSERT_TRUE(spool.Put(Entries{Entry(1)}));
  const auto files = [&] {
    std::set<fs::path> all;
    for (const auto& file : fs::recursive_directory_iterator(directory_)) all.insert(file.path());
    return all;
  };
  const auto before = files();
  std::set<fs::path> during;
  const auto look = [&](std::span<const JournalEntry>) { during = files(); };
  EXPECT_EQ(spool.Drain(10, look, [](const std::string&, const std::string&) {}), 1U);
  EXPECT_EQ(during, before);
}

}  // namespace
}  // namespace novofon
