#include "core/adapters/recording_retry.h"

#include "core/adapters/recording_settings_store.h"
#include "tests/contract/recording_contract.h"

namespace novofon {
namespace {

using namespace std::chrono_literals;

// Only the database knows what a person wants tried again.
class Retrying : public testing::Test {
 protected:
  Retrying() {
    settings.tenant = stores.AddTenant();
    settings.ai = true;
    settings.chat.base_url = "https://openrouter.ai/api/v1";
    settings.chat.model = "mini";
    settings.chat.key = Secret("sk-1");
  }
  // What became of a recording, one thing after another.
  RecordingJob Put(const std::string& key, const std::vector<Progress>& all) {
    Tenant applied;
    applied.id = settings.tenant;
    const JournalEntry entry = Entry(Record(key), Moscow("12:00:00"));
    stores.book().Apply(applied, {&entry, 1}, due);
    const RecordingJob job = stores.recordings().leases().Take(kRun, due, kLease).value();
    for (const Progress& progress : all) {
      EXPECT_TRUE(stores.recordings().book().Save(job, progress, due));
    }
    return job;
  }
  std::uint64_t Retry(std::optional<std::uint64_t> id = std::nullopt) {
    return RetryRecordings(stores.database(), settings, id, due + 1h);
  }
  WorkRow Work(const std::string& key) {
    return stores.recordings().WorkOf(settings.tenant, RecordingKey{key});
  }
  std::uint64_t IdOf(const std::string& key) {
    return static_cast<std::uint64_t>(
        stores.Session().Number("SELECT id FROM recordings WHERE recording_key='" + key + "'"));
  }

  const TimePoint due = Moscow("12:00:40");
  const Progress kept = Ended{Stage::kDone, ""};
  const Progress not_searched = Found{};
  MysqlStores stores;
  RecordingSettings settings;
};

TEST_F(Retrying, WhatWasOnlyKeptWhileAiWasOffIsTranscribedWhenItIsOn) {
  Put("17.1", {AFile(), kept});
  settings.ai = false;
  EXPECT_EQ(Retry(), 0u);
  EXPECT_EQ(Work("17.1").stage, Stage::kDone);
  settings.ai = true;
  EXPECT_EQ(Retry(), 1u);
  const WorkRow work = Work("17.1");
  EXPECT_EQ(work.stage, Stage::kFetched) << "it isn't fetched again";
  EXPECT_EQ(work.work_at, due + 1h);
  EXPECT_EQ(work.attempts, 0);
  EXPECT_EQ(work.finished_at, std::nullopt);
}

TEST_F(Retrying, WhatNobodySearchedForWantOfAKeyIsSearchedWhenThereIsOne) {
  Put("17.1", {AFile(), Words(), not_searched, FillDeal{}});
  settings.chat.key = Secret();
  EXPECT_EQ(Retry(), 0u);
  settings.chat.key = Secret("sk-1");
  EXPECT_EQ(Retry(), 1u);
  EXPECT_EQ(Work("17.1").stage, Stage::kTranscribed) << "it isn't transcribed again";
}

TEST_F(Retrying, WhatIsDoneWithEverythingStaysDone) {
  Said nothing = Words();
  nothing.transcript = {};
  Put("17.1", {AFile(), Words(), Found{{}, {}, "mini"}, FillDeal{}});
  Put("17.2", {AFile(), nothing, not_searched, FillDeal{}});
  Put("17.3", {AFile(), Ended{Stage::kTooShort, ""}});
  Put("17.4", {AFile(), Ended{Stage::kSilent, ""}});
  EXPECT_EQ(Retry(), 0u);
  EXPECT_EQ(Retry(IdOf("17.1")), 0u);
}

TEST_F(Retrying, AudioThatWasNotKeptIsFetchedAgainOnlyForTheOneThatIsNamed) {
  Put("17.1", {AFile(), kept});
  stores.Session().Execute("UPDATE recording_work SET audio=NULL");
  EXPECT_EQ(Retry(), 0u);
  EXPECT_EQ(Retry(IdOf("17.1")), 1u);
  EXPECT_EQ(Work("17.1").stage, Stage::kWaiting);
}

TEST_F(Retrying, WhatWasGivenUpGoesOnWhereItStoppedWhateverTheSettings) {
  settings.ai = false;
  Put("17.1", {AFile(), Words(), Ended{Stage::kGaveUp, "HTTP 400"}});
  Put("17.2", {AFile(), Ended{Stage::kGaveUp, "HTTP 400"}});
  Put("17.3", {Ended{Stage::kNoRecording, "HTTP 404"}});
  EXPECT_EQ(Retry(), 3u);
  EXPECT_EQ(Work("17.1").stage, Stage::kTranscribed);
  EXPECT_EQ(Work("17.2").stage, Stage::kFetched);
  EXPECT_EQ(Work("17.3").stage, Stage::kWaiting);
}

TEST_F(Retrying, ItBeginsWithoutItsEarlierRefusals) {
  Put("17.1", {StagePaused{"HTTP 403"}});
  stores.Session().Execute("DELETE FROM paused_stages");
  EXPECT_EQ(Retry(), 1u);
  EXPECT_EQ(stores.recordings().leases().Take(kRun, due + 1h, kLease).value().refusals, 0);
}

TEST_F(Retrying, WhatIsBeingWorkedAtStaysAsItIs) {
  Put("17.1", {});
  EXPECT_EQ(RetryRecordings(stores.database(), settings, std::nullopt, due + 1min), 0u);
  EXPECT_TRUE(Work("17.1").is_held);
}

TEST_F(Retrying, WhatAHostHeldThatDiedIsTakenUp) {
  Put("17.1", {});
  EXPECT_EQ(RetryRecordings(stores.database(), settings, std::nullopt, due + kLease), 1u);
}

}  // namespace
}  // namespace novofon
