// Whole runs of the recordings' program over a real database, with services that are played.
#include "systemd/transcribe/run_all.h"

#include "core/adapters/recording_settings_store.h"
#include "core/digest.h"
#include "tests/contract/recording_contract.h"

namespace novofon {
namespace {

using namespace std::chrono_literals;

// Knows every recording; what it is told to fail at it fails at.
class Provider : public RecordingSource {
 public:
  std::variant<RecordingLink, Failed> FindLink(const NovofonAccount&, const RecordingKey& recording,
                                               const CallKey&) override {
    if (recording.value == disk_fails_at) throw Unavailable("the disk is full");
    if (recording.value == mistaken_at) throw Bug("a mistake of ours");
    return RecordingLink{"https://files/" + recording.value};
  }
  std::variant<FetchedFile, Failed> Fetch(const NovofonAccount&, const RecordingLink&,
                                          const FilePath& to) override {
    e2e::WriteFile(to.value, "sound");
    return FetchedFile{5, std::string(64, 'a')};
  }
  std::optional<Failed> Erase(const NovofonAccount&, const RecordingKey&) override { return {}; }

  std::string disk_fails_at;
  std::string mistaken_at;
};
class Ear : public Listener {
  std::optional<Sound> Listen(const FilePath&) override { return Sound{60, false, false}; }
};
class NoTranscriber : public Transcriber {
  std::variant<Transcribed, Failed> Transcribe(const ModelService&, const Audio&,
                                               HeardParts&) override {
    throw Bug("nobody asked for a transcript");
  }
};
class NoExtractor : public Extractor {
  std::variant<Extracted, Failed> Extract(const ModelService&, const Transcript&) override {
    throw Bug("nobody asked for fields");
  }
};

class RunningAll : public testing::Test {
 protected:
  RunningAll() {
    auto source = std::make_unique<Provider>();
    provider = source.get();
    services = {std::move(source), std::make_unique<Ear>(), std::make_unique<NoTranscriber>(),
                std::make_unique<NoExtractor>()};
    tenant = stores.AddTenant();
    other = stores.AddTenant();
  }
  void Record(TenantId whose, const std::string& key) {
    Tenant applied;
    applied.id = whose;
    const JournalEntry entry = Entry(novofon::Record(key), Moscow("12:00:00"));
    stores.book().Apply(applied, {&entry, 1}, due);
  }
  RunReport Run(const Secret& seal_key) {
    Settings settings{stores.Address(), seal_key, state.path(), 0, 2, 600s, 0};
    return RunAll(settings, services, std::stop_token(), [&] { return due; });
  }
  RunReport Run() { return Run(stores.seal_key()); }
  WorkRow Work(TenantId whose, const std::string& key) {
    return stores.recordings().WorkOf(whose, RecordingKey{key});
  }

  const TimePoint due = Moscow("12:00:40");
  MysqlStores stores;
  e2e::ScratchDirectory state;
  Provider* provider = nullptr;
  Services services;
  TenantId tenant;
  TenantId other;
};

TEST_F(RunningAll, EverythingThatIsDueIsWorkedAt) {
  for (const char* key : {"17.1", "17.2", "17.3"}) Record(tenant, key);
  Record(other, "18.1");
  const RunReport report = Run();
  EXPECT_EQ(report.finished, 4);
  EXPECT_EQ(report.put_off, 0);
  EXPECT_FALSE(report.broken);
  const WorkRow work = Work(tenant, "17.2");
  EXPECT_EQ(work.stage, Stage::kDone);
  EXPECT_EQ(e2e::ReadFile(state.path() / work.audio.value()), "sound");
}

TEST_F(RunningAll, AFailureOfOurOwnIsNoAttempt) {
  Record(tenant, "17.1");
  Record(tenant, "17.2");
  provider->disk_fails_at = "17.1";
  const RunReport report = Run();
  EXPECT_EQ(report.finished, 1);
  EXPECT_EQ(report.put_off, 1);
  const WorkRow work = Work(tenant, "17.1");
  EXPECT_EQ(work.stage, Stage::kWaiting);
  EXPECT_EQ(work.attempts, 0);
  EXPECT_EQ(work.error, "the disk is full");
  EXPECT_EQ(work.work_at, due + 5min);
}

TEST_F(RunningAll, AMistakeAtOneRecordingLeavesTheOthersAlone) {
  for (const char* key : {"17.1", "17.2", "17.3"}) Record(tenant, key);
  provider->mistaken_at = "17.1";
  const RunReport report = Run();
  EXPECT_EQ(report.finished, 2);
  EXPECT_FALSE(report.broken);
  const WorkRow work = Work(tenant, "17.1");
  EXPECT_EQ(work.attempts, 1) << "so that it is given up one day";
  EXPECT_EQ(work.work_at, due + 5min);
}

TEST_F(RunningAll, ATenantWhoseKeyCanNotBeOpenedStopsNobodyElse) {
  RecordingSettingsChange change;
  change.llm_key = Secret("sk-1");
  ChangeRecordingSettings(stores.database(), stores.seal(), tenant, change);
  for (const char* key : {"17.1", "17.2", "17.3"}) Record(tenant, key);
  Record(other, "18.1");
  EXPECT_FALSE(Run(Seal::NewKey()).broken);
  EXPECT_EQ(Work(other, "18.1").stage, Stage::kDone);
  EXPECT_EQ(Work(tenant, "17.3").stage, Stage::kWaiting);
  EXPECT_NE(Work(tenant, "17.3").error.find("seal-key"), std::string::npos);
}

TEST_F(RunningAll, NorDoesOneWhoseDealsAreFilledLate) {
  RecordingSettingsChange change;
  change.llm_key = Secret("sk-1");
  ChangeRecordingSettings(stores.database(), stores.seal(), tenant, change);
  Record(tenant, "17.1");
  const auto job = stores.recordings().leases().Take(kRun, due, kLease).value();
  for (const Progress& progress :
       {Progress(AFile()), Progress(Words()),
        Progress(Found{{{DealField::kName, "Пётр", "это Пётр", 1, true, ""}}, {}, "mini"}),
        Progress(FillDeal{})}) {
    ASSERT_TRUE(stores.recordings().book().Save(job, progress, due));
  }
  Tenant applied;
  applied.id = tenant;
  const JournalEntry end = Entry(End("answered"), Moscow("12:00:01"));
  stores.book().Apply(applied, {&end, 1}, due);
  Record(other, "18.1");
  EXPECT_EQ(Run(Seal::NewKey()).finished, 1);
  EXPECT_EQ(Run().finished, 0);
  EXPECT_EQ(stores.recordings().Deal(tenant).name, "Пётр") << "with the right key again";
}

TEST_F(RunningAll, PartsThatAKilledDownloadLeftADayAgoAreSweptAway) {
  const auto month = state.path() / "recordings/crm/2026-01";
  std::filesystem::create_directories(month);
  const auto make = [&](const char* name, std::chrono::seconds ago) {
    e2e::WriteFile(month / name, "half of it");
    std::filesystem::last_write_time(month / name, std::chrono::file_clock::from_sys(due - ago));
  };
  make("killed.part", 24h + 1s);
  make("under way.part", 24h - 1s);
  make("whole", 24h * 100);
  Run();
  EXPECT_FALSE(std::filesystem::exists(month / "killed.part"));
  EXPECT_TRUE(std::filesystem::exists(month / "under way.part"));
  EXPECT_TRUE(std::filesystem::exists(month / "whole"));
}

TEST_F(RunningAll, WhatADeadRunOfThisHostHeldIsTakenOverAtOnce) {
  Record(tenant, "17.1");
  const RunId dead = kRun;
  ASSERT_TRUE(stores.recordings().leases().Take(dead, due, kLease));
  std::filesystem::create_directories(state.path() / "runs");
  e2e::WriteFile(state.path() / "runs" / HexOf(dead.bytes), "");
  EXPECT_EQ(Run().finished, 1);
  EXPECT_TRUE(std::filesystem::is_empty(state.path() / "runs")) << "nobody is left to inherit from";
}

TEST_F(RunningAll, WhatAnotherLivingRunHoldsIsLeftToIt) {
  Record(tenant, "17.1");
  ASSERT_TRUE(stores.recordings().leases().Take(kRun, due, kLease));
  EXPECT_EQ(Run().finished, 0);
  EXPECT_EQ(Work(tenant, "17.1").attempts, 1);
}

}  // namespace
}  // namespace novofon
