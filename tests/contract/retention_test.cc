#include "core/adapters/retention.h"

#include "core/adapters/audio_directory.h"
#include "core/adapters/recording_settings_store.h"
#include "tests/contract/recording_contract.h"

namespace novofon {
namespace {

using namespace std::chrono_literals;
using Names = std::vector<std::string>;

class KeepingAudio : public testing::Test {
 protected:
  KeepingAudio() : shelf(state.path(), 0) {
    tenant = AddTenant(30);
    e2e::WriteFile(shelf.PlaceOf("recordings/keep").value, "keep");
  }
  TenantId AddTenant(int days) {
    const TenantId id = stores.AddTenant();
    RecordingSettingsChange change;
    change.retention_days = days;
    ChangeRecordingSettings(stores.database(), stores.seal(), id, change);
    return id;
  }
  // A recording whose file was fetched on `host` so long ago.
  RecordingJob Fetch(TenantId whose, const std::string& key, std::chrono::seconds ago,
                     const std::string& host = "host-1") {
    Tenant applied;
    applied.id = whose;
    const JournalEntry entry = Entry(Record(key), now - ago - 40s);
    stores.book().Apply(applied, {&entry, 1}, now);
    const auto job = stores.recordings().leases().Take(kRun, now, kLease).value();
    Fetched fetched = AFile();
    fetched.audio = "recordings/" + key;
    MysqlRecordingBook book(stores.database(), host);
    EXPECT_TRUE(book.Save(job, fetched, now - ago));
    return job;
  }
  void Keep(TenantId whose, const std::string& key, std::chrono::seconds ago,
            const std::string& host = "host-1") {
    const RecordingJob job = Fetch(whose, key, ago, host);
    EXPECT_TRUE(stores.recordings().book().Save(job, Ended{Stage::kDone, ""}, now - ago));
    if (host == "host-1") e2e::WriteFile(shelf.PlaceOf("recordings/" + key).value, key);
  }
  std::vector<KeptAudio> Find(std::size_t limit = 100) {
    return FindExpiredAudio(stores.database(), "host-1", now, limit);
  }
  Names Expired(std::size_t limit = 100) {
    Names names;
    for (const KeptAudio& kept : Find(limit)) names.push_back(kept.recording.value);
    return names;
  }

  bool Destroy(const KeptAudio& kept, const std::string& host = "host-1") {
    return DestroyAudio(stores.database(), shelf, host, kept, now);
  }

  TimePoint now = Moscow("12:00:00");
  MysqlStores stores;
  e2e::ScratchDirectory state;
  AudioDirectory shelf;
  TenantId tenant;
};

TEST_F(KeepingAudio, OnlyWhatIsOlderThanItsTenantKeepsItIsExpired) {
  const TenantId for_ever = AddTenant(0);
  const TenantId a_day = AddTenant(1);
  Keep(tenant, "young", 24h * 29);
  Keep(tenant, "just not", 24h * 30);
  Keep(tenant, "just", 24h * 30 + 1s);
  Keep(for_ever, "for ever", 24h * 3000);
  Keep(a_day, "two days", 48h);
  EXPECT_EQ(Expired(), (Names{"just", "two days"}));
}

TEST_F(KeepingAudio, WhatIsBeingWorkedAtIsNotExpiredUntilItsLeaseIsOver) {
  const RecordingJob job = Fetch(tenant, "17.1", 24h * 60);
  EXPECT_EQ(Expired(), Names{});
  now += kLease;
  const auto expired = Find();
  ASSERT_EQ(expired.size(), 1u);
  now -= 1s;
  EXPECT_FALSE(Destroy(expired[0])) << "somebody has taken it meanwhile";
  EXPECT_EQ(stores.recordings().WorkOf(tenant, job.recording).stage, Stage::kFetched);
}

TEST_F(KeepingAudio, WhatWaitedTooLongToBeTranscribedIsGivenUp) {
  const RecordingJob job = Fetch(tenant, "17.1", 24h * 60);
  ASSERT_TRUE(stores.recordings().book().Save(job, StagePaused{"HTTP 402"}, now));
  e2e::WriteFile(shelf.PlaceOf("recordings/17.1").value, "sound");
  const auto expired = Find();
  ASSERT_EQ(expired.size(), 1u);
  EXPECT_TRUE(expired[0].is_awaited);
  EXPECT_TRUE(Destroy(expired[0]));
  EXPECT_FALSE(shelf.Has("recordings/17.1"));
  const WorkRow work = stores.recordings().WorkOf(tenant, job.recording);
  EXPECT_EQ(work.stage, Stage::kGaveUp);
  EXPECT_EQ(work.error, "its audio passed the retention days before it could be transcribed");
  EXPECT_EQ(work.work_at, std::nullopt);
  EXPECT_EQ(work.audio, std::nullopt);
  EXPECT_EQ(work.finished_at, now);
}

TEST_F(KeepingAudio, WhatIsTranscribedGoesOnWithoutItsAudio) {
  const RecordingJob job = Fetch(tenant, "17.1", 24h * 60);
  ASSERT_TRUE(stores.recordings().book().Save(job, Words(), now));
  ASSERT_TRUE(stores.recordings().book().Save(job, Later{now + 1h, "HTTP 503"}, now));
  const auto expired = Find();
  ASSERT_EQ(expired.size(), 1u);
  EXPECT_FALSE(expired[0].is_awaited);
  EXPECT_TRUE(Destroy(expired[0]));
  const WorkRow work = stores.recordings().WorkOf(tenant, job.recording);
  EXPECT_EQ(work.stage, Stage::kTranscribed);
  EXPECT_EQ(work.work_at, now + 1h);
  EXPECT_EQ(work.audio, std::nullopt);
}

TEST_F(KeepingAudio, WhatWasGivenUpExpiresToo) {
  const RecordingJob job = Fetch(tenant, "17.1", 24h * 60);
  ASSERT_TRUE(stores.recordings().book().Save(job, Ended{Stage::kGaveUp, "HTTP 400"}, now));
  EXPECT_EQ(Expired(), Names{"17.1"});
}

TEST_F(KeepingAudio, TheOldestComeFirstAndNoMoreThanAsked) {
  Keep(tenant, "second", 24h * 50);
  Keep(tenant, "third", 24h * 40);
  Keep(tenant, "first", 24h * 60);
  EXPECT_EQ(Expired(), (Names{"first", "second", "third"}));
  EXPECT_EQ(Expired(2), (Names{"first", "second"}));
}

TEST_F(KeepingAudio, WhatLiesOnOtherHostsComesAfterWhatLiesHere) {
  Keep(tenant, "theirs", 24h * 60, "host-2");
  Keep(tenant, "ours", 24h * 40);
  EXPECT_EQ(Expired(1), Names{"ours"}) << "a host that is gone must not stand in the way";
  EXPECT_EQ(Expired(), (Names{"ours", "theirs"}));
}

TEST_F(KeepingAudio, WhatIsDestroyedIsGoneAndItsTextStays) {
  Keep(tenant, "17.1", 24h * 60);
  const RecordingJob job = Fetch(tenant, "17.2", 24h * 60);
  ASSERT_TRUE(stores.recordings().book().Save(job, Words(), now));
  ASSERT_TRUE(stores.recordings().book().Save(job, Ended{Stage::kDone, ""}, now));
  e2e::WriteFile(shelf.PlaceOf("recordings/17.2").value, "sound");
  const auto expired = Find();
  ASSERT_EQ(expired.size(), 2u);
  EXPECT_EQ(expired[0].call.value, "in_1");
  EXPECT_EQ(expired[0].bytes, 4096u);
  for (const KeptAudio& kept : expired) {
    EXPECT_TRUE(Destroy(kept));
  }
  EXPECT_FALSE(shelf.Has("recordings/17.1"));
  EXPECT_FALSE(shelf.Has("recordings/17.2"));
  EXPECT_TRUE(shelf.Has("recordings/keep"));
  EXPECT_EQ(Expired(), Names{});
  const WorkRow work = stores.recordings().WorkOf(tenant, RecordingKey{"17.2"});
  EXPECT_EQ(work.audio, std::nullopt);
  EXPECT_EQ(work.stage, Stage::kDone);
  EXPECT_EQ(stores.recordings().book().LoadTranscript(job), Words().transcript);
}

TEST_F(KeepingAudio, WhatWasHeardOfItInPartsGoesWithIt) {
  const RecordingJob job = Fetch(tenant, "17.1", 24h * 60);
  const PassageKey part{"https://stt/v1", "whisper", "first 0.000-6.000"};
  auto& book = stores.recordings().book();
  ASSERT_TRUE(stores.recordings().passages().Keep(job, part, Passage{}));
  ASSERT_TRUE(book.Save(job, Ended{Stage::kGaveUp, "HTTP 503"}, now));
  EXPECT_EQ(stores.recordings().passages().Find(job, part), Passage{}) << "it may be tried again";
  EXPECT_TRUE(Destroy(Find().at(0)));
  EXPECT_EQ(stores.recordings().passages().Find(job, part), std::nullopt);
}

TEST_F(KeepingAudio, AnotherHostsFileIsLeftToThatHost) {
  Keep(tenant, "17.1", 24h * 60, "host-2");
  EXPECT_FALSE(Destroy(Find().at(0)));
  EXPECT_EQ(Expired(), Names{"17.1"});
  EXPECT_TRUE(Destroy(Find().at(0), "host-2"));
  EXPECT_EQ(Expired(), Names{});
}

TEST_F(KeepingAudio, AnotherHostsFileThatLiesHereTooIsDestroyed) {
  Keep(tenant, "17.1", 24h * 60, "host-2");
  e2e::WriteFile(shelf.PlaceOf("recordings/17.1").value, "on a disk that both share");
  EXPECT_TRUE(Destroy(Find().at(0)));
  EXPECT_FALSE(shelf.Has("recordings/17.1"));
}

TEST_F(KeepingAudio, AFileThatIsGoneAlreadyIsNoHindrance) {
  Keep(tenant, "17.1", 24h * 60);
  shelf.Discard("recordings/17.1");
  EXPECT_TRUE(Destroy(Find().at(0)));
  EXPECT_EQ(Expired(), Names{});
}

}  // namespace
}  // namespace novofon
