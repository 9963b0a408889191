#include "core/adapters/forgetting.h"

#include "core/adapters/audio_directory.h"
#include "core/adapters/entry_json.h"
#include "core/adapters/erased_audio.h"
#include "tests/contract/recording_contract.h"

namespace novofon {
namespace {

using namespace std::chrono_literals;

const PhoneNumber kForgotten{"+79161234567"};
constexpr const char* kSecondPhone = "+79037654321";

Fields Other(const std::string& event, const std::string& result) {
  return {{"event", event}, {"result", result}};
}

class Forgetting : public testing::Test {
 protected:
  Forgetting() { tenant.id = stores.AddTenant(); }

  // As received, one after another; only what is about calls is applied.
  void Receive(const std::vector<Fields>& events) {
    for (const Fields& fields : events) {
      JournalEntry entry = EntryOf(fields);
      ASSERT_EQ(stores.journal().Keep({&entry, 1}), std::vector{Kept::kNew});
      stores.book().Apply(tenant, {&entry, 1}, Moscow("12:30:00"));
    }
  }
  JournalEntry EntryOf(const Fields& fields) const {
    JournalEntry entry = Entry(fields, Moscow("12:00:00"));
    entry.tenant = tenant.id;
    entry.identity = IdentityOf(tenant.id, fields);
    entry.request_id = "r";
    return entry;
  }
  ErasedAudio Erase(AudioShelf& shelf, const std::string& host, const Traces& traces) {
    return EraseAudio(stores.database(), shelf, host, tenant.id, traces, due);
  }
  // Its text and what was found in it.
  void FinishRecordings() {
    auto& shop = stores.recordings();
    while (const auto job = shop.leases().Take(kRun, due, kLease)) {
      const Finding name{DealField::kName, "Пётр", "это Пётр", 1, true, ""};
      for (const Progress& progress :
           {Progress(AFile()), Progress(Words()), Progress(Found{{name}, {}, "mini"}),
            Progress(FillDeal{{DealField::kName}})}) {
        ASSERT_TRUE(shop.book().Save(*job, progress, due));
      }
    }
  }
  // Fetched on one host and missed on another, which is at it now.
  RecordingJob FetchOnAAndMissOnB(const Fetched& fetched) {
    Receive({End("answered"), Record("1768460000.77001")});
    auto job = stores.recordings().leases().Take(kRun, due, kLease).value();
    EXPECT_TRUE(on_a.Save(job, fetched, due));
    EXPECT_TRUE(on_b.Save(job, FileGone{}, due));
    return job;
  }
  ErasedRows Forget() {
    const Traces traces = FindTraces(stores.database(), tenant.id, kForgotten);
    EXPECT_TRUE(TakeOutOfWork(stores.database(), tenant.id, traces, due));
    const ErasedRows erased = EraseRows(stores.database(), tenant.id, traces);
    emptied = EraseJournal(stores.database(), tenant, traces, [](std::uint64_t) {});
    return erased;
  }

  // "table.column" of every cell of the database that holds `text`.
  std::vector<std::string> PlacesOf(const std::string& text) {
    std::vector<std::string> places;
    auto session = stores.Session();
    for (const auto& column : session.Query(
             "SELECT TABLE_NAME,COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA="
             "DATABASE()")) {
      const std::string cell = "CAST(`" + column[1] + "` AS BINARY)";
      const auto count = session.Number("SELECT COUNT(*) FROM `" + column[0] + "` WHERE INSTR(" +
                                        cell + ",CAST('" + text + "' AS BINARY))>0");
      if (count > 0) places.push_back(column[0] + "." + column[1]);
    }
    return places;
  }

  std::vector<Fields> OfTheClient() const {
    return {Start(),
            Internal("101"),
            Answer("101"),
            End("answered"),
            Record("1768460000.77001"),
            Outgoing("NOTIFY_OUT_END", {{"pbx_call_id", "out_7"},
                                        {"disposition", "answered"},
                                        {"duration", "12"},
                                        {"is_recorded", "1"},
                                        {"call_id_with_rec", "1768460000.77002"}}),
            Incoming("NOTIFY_IVR", {{"pbx_call_id", "in_8"}}),
            Other("SMS", R"({"caller_id":"8 (916) 123-45-67","text":"Ленина 25"})"),
            Other("NUMBER_LOOKUP", R"([{"result":"74951230009, 79161234567"}])"),
            {{"event", "SPEECH_RECOGNITION"},
             {"pbx_call_id", "in_1"},
             {"result", R"({"phrases":[{"result":"Ленина 25"}]})"}},
            {{"event", "SPEECH_RECOGNITION"},
             {"call_id", "1768460000.77001"},
             {"result", R"({"phrases":[{"result":"Ленина 25"}]})"}}};
  }
  // Among them ids and times in which the number's digits can be found, if one must.
  std::vector<Fields> OfOthers() const {
    const Given call = {{"pbx_call_id", "in_a916b123c4567d"},
                        {"caller_id", kSecondPhone},
                        {"call_start", "2026-01-15 09:16:12"}};
    return {Start(call),
            Notification("NOTIFY_END", End("answered", call), {}),
            Record("1768460000.88001", {{"pbx_call_id", "in_a916b123c4567d"}}),
            Other("SMS", R"({"caller_id":"8 (903) 765-43-21","text":"в 9:16, 12.34, 567"})"),
            {{"event", "SPEECH_RECOGNITION"},
             {"pbx_call_id", "in_a916b123c4567d"},
             {"result", R"({"phrases":[{"result":"Мира 1"}]})"}}};
  }

  const TimePoint due = Moscow("12:00:40");
  MysqlStores stores;
  MysqlRecordingBook on_a{stores.database(), "host-a"};
  MysqlRecordingBook on_b{stores.database(), "host-b"};
  Tenant tenant;
  std::uint64_t emptied = 0;
};

TEST_F(Forgetting, NothingOfTheClientIsLeftInAnyTable) {
  Receive(OfTheClient());
  FinishRecordings();
  for (const char* trace :
       {"9161234567", "123-45-67", "Пётр", "Ленина", "in_1", "77001", "77002"}) {
    ASSERT_FALSE(PlacesOf(trace).empty()) << trace;
  }
  const ErasedRows erased = Forget();
  for (const char* trace :
       {"9161234567", "123-45-67", "Пётр", "Ленина", "in_1", "out_7", "in_8", "77001", "77002"}) {
    EXPECT_EQ(PlacesOf(trace), std::vector<std::string>{}) << trace;
  }
  EXPECT_EQ(erased.clients, 1u);
  EXPECT_EQ(erased.deals, 1u);
  EXPECT_EQ(erased.calls, 2u);
  EXPECT_EQ(erased.notes, 2u);
  EXPECT_EQ(erased.recordings, 2u);
  EXPECT_EQ(erased.transcripts, 2u);
  EXPECT_EQ(erased.suggestions, 2u);
  EXPECT_EQ(emptied, OfTheClient().size());
}

TEST_F(Forgetting, WhatWasHeardBeforeATranscriptIsWholeGoesToo) {
  Receive(OfTheClient());
  auto& shop = stores.recordings();
  const RecordingJob job = shop.leases().Take(kRun, due, kLease).value();
  ASSERT_TRUE(shop.book().Save(job, AFile(), due));
  ASSERT_TRUE(shop.passages().Keep(job, {"https://stt/v1", "whisper", "first 0.000-6.000"},
                                   Passage{{"Улица Мира.", {}, "ru"}, {}}));
  ASSERT_TRUE(shop.book().Save(job, GivenBack{due, ""}, due));
  ASSERT_FALSE(PlacesOf("Улица Мира.").empty());
  Forget();
  EXPECT_EQ(PlacesOf("Улица Мира."), std::vector<std::string>{});
}

TEST_F(Forgetting, OtherClientsDataStaysAsItWas) {
  Receive(OfOthers());
  FinishRecordings();
  const std::string before = stores.Dump(tenant.id);
  const std::string fields = "SELECT GROUP_CONCAT(fields ORDER BY id) FROM events";
  const std::string journal = stores.Session().Value(fields);
  const auto found = stores.recordings().SuggestionsOf(tenant.id);
  Receive(OfTheClient());
  FinishRecordings();
  Forget();
  EXPECT_EQ(stores.Dump(tenant.id), before);
  EXPECT_EQ(stores.recordings().SuggestionsOf(tenant.id), found);
  EXPECT_EQ(emptied, OfTheClient().size());
  EXPECT_EQ(stores.Session().Value(fields + " WHERE id<=" + std::to_string(OfOthers().size())),
            journal);
  EXPECT_EQ(stores.Session().Number("SELECT COUNT(*) FROM transcripts"), 1);
}

TEST_F(Forgetting, AnotherTenantsClientOfTheSameNumberIsNotTouched) {
  Receive(OfTheClient());
  const Tenant first = tenant;
  tenant.id = stores.AddTenant();
  Receive(OfTheClient());
  FinishRecordings();
  const std::string before = stores.Dump(first.id);
  const std::string first_fields =
      "SELECT GROUP_CONCAT(fields ORDER BY id) FROM events WHERE tenant_id=1";
  const std::string journal = stores.Session().Value(first_fields);
  Forget();
  EXPECT_EQ(stores.Dump(first.id), before);
  EXPECT_EQ(stores.recordings().SuggestionsOf(first.id).size(), 2u);
  EXPECT_EQ(stores.Session().Value(first_fields), journal);
}

TEST_F(Forgetting, ARebuildMakesNothingOfTheEmptiedJournal) {
  Receive(OfOthers());
  Receive(OfTheClient());
  FinishRecordings();
  Forget();
  const std::string after = stores.Dump(tenant.id);
  std::vector<JournalEntry> journal;
  for (const Row& row :
       stores.database().Query(Sql() << "SELECT fields,received_at FROM events ORDER BY id")) {
    journal.push_back(Entry(FieldsFromJson(row.Text(0)).value(), row.Time(1)));
  }
  ASSERT_EQ(journal.size(), OfOthers().size() + OfTheClient().size());
  stores.book().Apply(tenant, journal, Moscow("13:00:00"));
  EXPECT_EQ(stores.Dump(tenant.id), after);
  EXPECT_EQ(PlacesOf("in_1"), std::vector<std::string>{});
}

TEST_F(Forgetting, ARepeatIsStillRecognised) {
  Receive(OfTheClient());
  Forget();
  JournalEntry again = EntryOf(OfTheClient().front());
  again.request_id = "later";
  EXPECT_EQ(stores.journal().Keep({&again, 1}), std::vector{Kept::kRepeat});
}

TEST_F(Forgetting, EveryNumberOfTheClientIsSearchedFor) {
  Receive(OfTheClient());
  Receive(OfOthers());
  stores.Session().Execute(
      "UPDATE client_phones SET client_id=(SELECT client_id FROM (SELECT * FROM client_phones) c"
      " WHERE phone='+79161234567') WHERE phone='" +
      std::string(kSecondPhone) + "'");
  const Traces traces = FindTraces(stores.database(), tenant.id, kForgotten);
  EXPECT_EQ(traces.phones, (std::set{kForgotten, PhoneNumber{kSecondPhone}}));
  EXPECT_EQ(traces.calls.size(), 3u);
  EXPECT_EQ(traces.recordings.size(), 3u);
}

TEST_F(Forgetting, AudioIsNamedSoThatItCanBeErased) {
  Receive(OfTheClient());
  FinishRecordings();
  const Traces traces = FindTraces(stores.database(), tenant.id, kForgotten);
  ASSERT_EQ(traces.audio.size(), 2u);
  EXPECT_EQ(traces.audio[0].audio, AFile().audio);
  EXPECT_EQ(traces.audio[0].host, "host-1");
}

TEST_F(Forgetting, WhatNoRowNamesIsErasedToo) {
  Receive({End("answered"), Record("1768460000.77001")});
  const Traces traces = FindTraces(stores.database(), tenant.id, kForgotten);
  ASSERT_EQ(traces.audio.size(), 0u) << "its download was killed";
  const std::string name = AudioName("tenant-1", RecordingKey{"1768460000.77001"}, due);
  e2e::ScratchDirectory state;
  AudioDirectory shelf(state.path(), 0);
  const std::string place = shelf.PlaceOf(name).value;
  e2e::WriteFile(place + ".part", "half of it");
  e2e::WriteFile(shelf.PlaceOf("recordings/tenant-1/2026-01/other.part").value, "another's");
  EXPECT_EQ(Erase(shelf, "host-1", traces).files, 0u);
  EXPECT_FALSE(std::filesystem::exists(place + ".part"));
  EXPECT_TRUE(shelf.Has("recordings/tenant-1/2026-01/other.part"));
  e2e::WriteFile(place, "whole, but killed before it was saved");
  EXPECT_EQ(Erase(shelf, "host-1", traces).files, 1u);
  EXPECT_FALSE(shelf.Has(name));
}

// Fetched on one host, then, since its file isn't there, on another.
TEST_F(Forgetting, AFileThatAnotherHostFetchedAnewIsNotLostTrackOf) {
  const std::string name = AudioName("tenant-1", RecordingKey{"1768460000.77001"}, due);
  Fetched fetched = AFile();
  fetched.audio = name;
  const auto job = FetchOnAAndMissOnB(fetched);
  ASSERT_TRUE(on_b.Save(job, fetched, due));
  ASSERT_TRUE(on_b.Save(job, Ended{Stage::kDone, ""}, due));
  e2e::ScratchDirectory disk_a;
  e2e::ScratchDirectory disk_b;
  AudioDirectory shelf_a(disk_a.path(), 0);
  AudioDirectory shelf_b(disk_b.path(), 0);
  for (AudioDirectory* shelf : {&shelf_a, &shelf_b}) {
    e2e::WriteFile(shelf->PlaceOf(name).value, "sound");
  }
  const Traces traces = FindTraces(stores.database(), tenant.id, kForgotten);
  const ErasedAudio erased = Erase(shelf_b, "host-b", traces);
  EXPECT_EQ(erased.files, 1u);
  EXPECT_EQ(erased.elsewhere, (std::vector<FileElsewhere>{{"host-a", name}}));
  EXPECT_EQ(DestroyStrays(stores.database(), shelf_b, "host-b", 100), 0u);
  EXPECT_TRUE(shelf_a.Has(name));
  EXPECT_EQ(DestroyStrays(stores.database(), shelf_a, "host-a", 100), 1u);
  EXPECT_FALSE(shelf_a.Has(name));
  EXPECT_EQ(DestroyStrays(stores.database(), shelf_a, "host-a", 100), 0u);
}

TEST_F(Forgetting, AFileThatAnotherHostMissesStaysUntilItWasFetchedThere) {
  const auto job = FetchOnAAndMissOnB(AFile());
  e2e::ScratchDirectory disk;
  AudioDirectory shelf(disk.path(), 0);
  e2e::WriteFile(shelf.PlaceOf(AFile().audio).value, "sound");
  EXPECT_EQ(DestroyStrays(stores.database(), shelf, "host-a", 100), 0u);
  EXPECT_TRUE(shelf.Has(AFile().audio));
  ASSERT_TRUE(on_b.Save(job, AFile(), due));
  EXPECT_EQ(DestroyStrays(stores.database(), shelf, "host-a", 100), 1u);
  EXPECT_FALSE(shelf.Has(AFile().audio));
}

TEST_F(Forgetting, AFileOnAnotherHostWaitsForThatHost) {
  Receive({End("answered"), Record("1768460000.77001")});
  FinishRecordings();  // on host-1
  e2e::ScratchDirectory disk;
  AudioDirectory shelf(disk.path(), 0);
  Traces traces = FindTraces(stores.database(), tenant.id, kForgotten);
  traces.audio_names = {traces.audio.at(0).audio};
  const std::vector<FileElsewhere> waits = {{"host-1", AFile().audio}};
  EXPECT_EQ(Erase(shelf, "host-2", traces).elsewhere, waits);
  EraseRows(stores.database(), tenant.id, traces);
  e2e::WriteFile(shelf.PlaceOf(AFile().audio).value, "sound");
  EXPECT_EQ(DestroyStrays(stores.database(), shelf, "host-1", 100), 1u);
  EXPECT_FALSE(shelf.Has(AFile().audio));
}

TEST_F(Forgetting, WhatIsFetchedOnThatHostAgainIsNoStray) {
  const auto job = FetchOnAAndMissOnB(AFile());
  ASSERT_TRUE(on_a.Save(job, AFile(), due));
  e2e::ScratchDirectory disk;
  AudioDirectory shelf(disk.path(), 0);
  EXPECT_EQ(DestroyStrays(stores.database(), shelf, "host-a", 100), 0u);
}

TEST_F(Forgetting, WhoIsNotKnownLeavesNothingToErase) {
  Receive(OfOthers());
  const std::string before = stores.Dump(tenant.id);
  const ErasedRows erased = Forget();
  EXPECT_EQ(erased.calls + erased.clients + erased.deals + erased.recordings, 0u);
  EXPECT_EQ(emptied, 0u);
  EXPECT_EQ(stores.Dump(tenant.id), before);
}

TEST_F(Forgetting, WhileARecordingIsWorkedAtNothingIsTakenOutOfWork) {
  Receive(OfTheClient());
  const auto job = stores.recordings().leases().Take(kRun, due, kLease);
  const Traces traces = FindTraces(stores.database(), tenant.id, kForgotten);
  EXPECT_FALSE(TakeOutOfWork(stores.database(), tenant.id, traces, due));
  EXPECT_TRUE(stores.recordings().leases().Take(kRun, due, kLease)) << "the other is still due";
}

TEST_F(Forgetting, WhatIsOutOfWorkIsTakenByNobodyAndNothingWakesIt) {
  Receive(OfTheClient());
  const Traces traces = FindTraces(stores.database(), tenant.id, kForgotten);
  ASSERT_TRUE(TakeOutOfWork(stores.database(), tenant.id, traces, due));
  const JournalEntry repeated = Entry(Record("1768460000.77001"), Moscow("11:00:00"));
  stores.book().Apply(tenant, {&repeated, 1}, due);
  EXPECT_FALSE(stores.recordings().leases().Take(kRun, due + 24h, kLease));
}

}  // namespace
}  // namespace novofon
