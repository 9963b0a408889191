#include "core/adapters/recording_settings_store.h"

#include "tests/contract/recording_contract.h"
#include "tests/core/named_row.h"

namespace novofon {
namespace {

using namespace std::chrono_literals;

// Only the database keeps settings.
class SettingsStore : public testing::Test {
 protected:
  SettingsStore() { tenant = stores.AddTenant(); }
  RecordingSettings Load() {
    return LoadRecordingSettings(stores.database(), stores.seal(), tenant).value();
  }
  void Change(const RecordingSettingsChange& change) {
    ChangeRecordingSettings(stores.database(), stores.seal(), tenant, change);
  }

  MysqlStores stores;
  TenantId tenant;
};

TEST_F(SettingsStore, ATenantThatSaidNothingHasTheDefaults) {
  const RecordingSettings settings = Load();
  const RecordingSettings defaults;
  EXPECT_EQ(settings.tenant, tenant);
  EXPECT_EQ(settings.user_id, "tenant-1");
  EXPECT_EQ(settings.zone, "Europe/Moscow");
  EXPECT_EQ(settings.account.api_key, "key-1");
  EXPECT_EQ(settings.account.base_url, defaults.account.base_url);
  EXPECT_TRUE(settings.account.open_hosts.empty());
  EXPECT_EQ(settings.ai, defaults.ai);
  EXPECT_EQ(settings.min_seconds, defaults.min_seconds);
  EXPECT_EQ(settings.fill, defaults.fill);
  EXPECT_EQ(settings.retention, defaults.retention);
  EXPECT_EQ(settings.speech.shape, SpeechShape::kOpenRouter) << "by the host";
  EXPECT_TRUE(settings.speech.key.empty());
  EXPECT_TRUE(settings.chat.key.empty());
}

TEST_F(SettingsStore, NobodyHasNone) {
  EXPECT_FALSE(LoadRecordingSettings(stores.database(), stores.seal(), TenantId{99}));
}

TEST_F(SettingsStore, EverythingThatIsChangedIsReadBack) {
  RecordingSettingsChange change;
  EXPECT_TRUE(change.IsEmpty());
  change.ai = true;
  change.min_seconds = 2.5;
  change.novofon_url = "http://127.0.0.1:81";
  change.stt_url = "http://[::1]:8080/v1";
  change.stt_model = "whisper-1";
  change.stt_shape = SpeechShape::kOpenRouter;
  change.stt_key = Secret("ключ");
  change.llm_url = "http://127.0.0.1:82/v1";
  change.llm_model = "mini's";
  change.llm_key = Secret("sk-2");
  change.allow_hosts = {{"127.0.0.1", 0}, {"::1", 8080}};
  change.fill = FieldSet{DealField::kAddress, DealField::kScheduledAt};
  change.retention_days = 0;
  Change(change);
  const RecordingSettings settings = Load();
  EXPECT_TRUE(settings.ai);
  EXPECT_EQ(settings.min_seconds, 2.5);
  EXPECT_EQ(settings.account.base_url, "http://127.0.0.1:81");
  EXPECT_EQ(settings.account.open_hosts, *change.allow_hosts);
  EXPECT_EQ(settings.speech.base_url, "http://[::1]:8080/v1");
  EXPECT_EQ(settings.speech.model, "whisper-1");
  EXPECT_EQ(settings.speech.shape, SpeechShape::kOpenRouter);
  EXPECT_EQ(settings.speech.key.Reveal(), "ключ");
  EXPECT_EQ(settings.speech.open_hosts, *change.allow_hosts);
  EXPECT_EQ(settings.chat.base_url, "http://127.0.0.1:82/v1");
  EXPECT_EQ(settings.chat.model, "mini's");
  EXPECT_EQ(settings.chat.key.Reveal(), "sk-2");
  EXPECT_EQ(settings.chat.open_hosts, *change.allow_hosts);
  EXPECT_EQ(settings.fill, *change.fill);
  EXPECT_EQ(settings.retention, std::chrono::days(0));
}

TEST_F(SettingsStore, WhatIsNotChangedStaysAndSoDoOtherTenants) {
  const TenantId other = stores.AddTenant();
  RecordingSettingsChange first;
  first.stt_key = Secret("sk-1");
  first.fill = FieldSet{};
  Change(first);
  RecordingSettingsChange second;
  second.ai = true;
  Change(second);
  EXPECT_EQ(Load().speech.key.Reveal(), "sk-1");
  EXPECT_TRUE(Load().fill.empty());
  EXPECT_TRUE(Load().ai);
  EXPECT_FALSE(LoadRecordingSettings(stores.database(), stores.seal(), other)->ai);
}

TEST_F(SettingsStore, AKeyIsNotKeptInTheOpen) {
  RecordingSettingsChange change;
  change.llm_key = Secret("sk-very-secret");
  Change(change);
  EXPECT_EQ(stores.Session().Number(
                "SELECT COUNT(*) FROM recording_settings WHERE llm_key LIKE '%secret%'"),
            0);
}

TEST_F(SettingsStore, AKeyThatCanNotBeOpenedIsSaid) {
  RecordingSettingsChange change;
  change.llm_key = Secret("sk-1");
  Change(change);
  const Seal other(Seal::NewKey());
  EXPECT_THROW(LoadRecordingSettings(stores.database(), other, tenant), Bug);
}

TEST_F(SettingsStore, ChangedSettingsEndThePausesOfTheTenantAtOnce) {
  const TenantId other = stores.AddTenant();
  const TimePoint due = Moscow("12:00:40");
  for (const TenantId id : {tenant, other}) {
    Tenant whose;
    whose.id = id;
    for (const char* key : {"17.1", "17.2"}) {
      const JournalEntry entry = Entry(Record(key), Moscow("12:00:00"));
      stores.book().Apply(whose, {&entry, 1}, due);
    }
  }
  auto& shop = stores.recordings();
  std::vector<RecordingJob> jobs;
  while (const auto job = shop.leases().Take(kRun, due, kLease)) jobs.push_back(*job);
  ASSERT_EQ(jobs.size(), 4u);
  for (const RecordingJob& job : jobs) {
    ASSERT_TRUE(shop.book().Save(job, StagePaused{"HTTP 401"}, due));
  }
  ASSERT_FALSE(shop.leases().Take(kRun, due + 1s, kLease));
  RecordingSettingsChange change;
  change.stt_key = Secret("sk-1");
  Change(change);
  for (int i = 0; i < 2; ++i) {
    const auto job = shop.leases().Take(kRun, due + 1s, kLease);
    ASSERT_TRUE(job);
    EXPECT_EQ(job->tenant, tenant);
    EXPECT_FALSE(job->probe);
    EXPECT_EQ(job->refusals, 0) << "it was the settings that were refused";
  }
  EXPECT_FALSE(shop.leases().Take(kRun, due + 1s, kLease)) << "the other tenant's is still paused";
}

struct HostRow {
  std::string name;
  OpenHost host;
  std::string text;
};

class HostTexts : public testing::TestWithParam<HostRow> {};

TEST_P(HostTexts, AreReadAsTheyAreWritten) {
  EXPECT_EQ(TextOf(GetParam().host), GetParam().text);
  EXPECT_EQ(ReadOpenHost(GetParam().text), GetParam().host);
}

INSTANTIATE_TEST_SUITE_P(Table, HostTexts,
                         testing::Values(HostRow{"Name", {"stt.local", 0}, "stt.local"},
                                         HostRow{"NameAndPort", {"stt.local", 81}, "stt.local:81"},
                                         HostRow{"V4", {"127.0.0.1", 8080}, "127.0.0.1:8080"},
                                         HostRow{"V6", {"::1", 0}, "[::1]"},
                                         HostRow{"V6AndPort", {"::1", 8080}, "[::1]:8080"}),
                         RowName());

}  // namespace
}  // namespace novofon
