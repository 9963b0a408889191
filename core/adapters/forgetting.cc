#include "core/adapters/forgetting.h"

#include <algorithm>

#include "core/adapters/applier_lock.h"
#include "core/adapters/entry_json.h"
#include "core/adapters/leased_row.h"
#include "core/blanks.h"
#include "core/cabinet_time.h"
#include "core/event.h"
#include "core/phone.h"
#include "core/russian_text.h"

namespace novofon {
namespace {

constexpr std::uint64_t kBatch = 1000;
constexpr std::size_t kNationalDigits = 10;

const auto kWriteId = [](Sql& sql, const auto& id) { sql << id.value; };
const auto kWriteKey = [](Sql& sql, const auto& key) { sql << Bytes{key.value}; };
const auto kWritePhone = [](Sql& sql, const PhoneNumber& phone) { sql << Text{phone.value}; };

Sql Of(TenantId tenant, Sql::Literal column) {
  return Sql() << " WHERE tenant_id=" << tenant.value << " AND " << column << " IN ";
}

template <class Id>
void CollectIds(Database& database, const Sql& sql, std::set<Id>& ids) {
  for (const Row& row : database.Query(sql)) ids.insert(Id{row.Number(0)});
}

void FindRecordings(Database& database, TenantId tenant, Traces& traces) {
  Sql sql;
  sql << "SELECT r.recording_key,r.call_key,w.audio,COALESCE(w.audio_host,''),"
         "COALESCE(w.audio_bytes,0),w.fetched_at,t.user_id,r.due_at FROM recordings r"
         " JOIN tenants t ON t.id=r.tenant_id"
         " JOIN recording_work w ON w.tenant_id=r.tenant_id AND w.recording_key=r.recording_key"
         " WHERE r.tenant_id="
      << tenant.value << " AND r.call_key IN ";
  for (const Row& row : database.Query(sql.List(traces.call_keys, kWriteKey))) {
    const RecordingKey key{row.Text(0)};
    traces.recordings.push_back(key);
    traces.audio_names.push_back(AudioName(row.Text(6), key, row.Time(7)));
    if (row.IsNull(2)) continue;
    traces.audio.push_back({tenant, key, CallKey{row.Text(1)}, row.Text(2), row.Text(3),
                            row.Number(4), row.MaybeTime(5).value_or(TimePoint{})});
  }
}

// Digits of the numbers without country code: within a text of the provider's ("result" of an SMS)
// a number may be written in any way.
std::set<std::string> Marks(const Traces& traces) {
  std::set<std::string> marks;
  for (const PhoneNumber& phone : traces.phones) {
    const std::string& text = phone.value;
    marks.insert(text.size() > kNationalDigits ? text.substr(text.size() - kNationalDigits) : text);
  }
  return marks;
}

// The digits of `text`, parted where it is no number that goes on: ids and times are full of
// digits.
std::string DigitsOf(std::string_view text) {
  std::string digits;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = NextCodePoint(text, at);
    if (IsDigit(c)) {
      digits += static_cast<char>(c);
    } else if (IsLetter(c) || c == ':' || c == ',') {
      digits += ' ';
    }
  }
  return digits;
}

class Search {
 public:
  Search(const Tenant& tenant, const Traces& traces)
      : rules_(tenant.rules), traces_(traces), marks_(Marks(traces)) {
    for (const CallKey& call : traces.call_keys) keys_.insert(call.value);
    for (const RecordingKey& recording : traces.recordings) keys_.insert(recording.value);
  }

  bool Concerns(const Fields& fields) const {
    const Event event = ReadEvent(fields);
    const CallRef* const call = CallOf(event);
    if (call != nullptr && traces_.call_keys.contains(call->key)) return true;
    return std::ranges::any_of(fields, [&](const auto& field) { return Names(field.second); });
  }

 private:
  // A number of the client's; or a call or recording of his, as events do that fold into nothing
  // and yet may quote what was said.
  bool Names(const std::string& value) const {
    if (keys_.contains(std::string(WithoutBlanks(value)))) return true;
    if (const auto number = ParsePhone(value, rules_.region)) {
      return traces_.phones.contains(*number);
    }
    if (ParseCabinetTime(value, rules_.zone)) return false;
    const std::string digits = DigitsOf(value);
    return std::ranges::any_of(
        marks_, [&](const auto& mark) { return digits.find(mark) != std::string::npos; });
  }

  const Rules& rules_;
  const Traces& traces_;
  std::set<std::string> marks_;
  std::set<std::string> keys_;
};

// Nothing but its name, so that it still reads as an event of that kind about no call.
std::string Emptied(const Fields& fields) {
  return FieldsToJson({{"event", std::string(FieldOf(fields, "event"))}});
}

}  // namespace

Traces FindTraces(Database& database, TenantId tenant, const PhoneNumber& phone) {
  Traces traces;
  traces.phones.insert(phone);
  CollectIds(database,
             Sql() << "SELECT client_id FROM client_phones WHERE tenant_id=" << tenant.value
                   << " AND phone=" << Text{phone.value},
             traces.clients);
  for (const Row& row :
       database.Query((Sql() << "SELECT phone FROM client_phones" << Of(tenant, "client_id"))
                          .List(traces.clients, kWriteId))) {
    traces.phones.insert(PhoneNumber{row.Text(0)});
  }
  CollectIds(
      database,
      (Sql() << "SELECT id FROM deals" << Of(tenant, "client_id")).List(traces.clients, kWriteId),
      traces.deals);
  for (const Row& row :
       database.Query((Sql() << "SELECT id,call_key FROM calls" << Of(tenant, "phone"))
                          .List(traces.phones, kWritePhone))) {
    traces.calls.insert(CallId{row.Number(0)});
    traces.call_keys.insert(CallKey{row.Text(1)});
  }
  FindRecordings(database, tenant, traces);
  return traces;
}

bool TakeOutOfWork(Database& database, TenantId tenant, const Traces& traces, TimePoint now) {
  const Sql where = Of(tenant, "recording_key").List(traces.recordings, kWriteKey);
  bool is_out = true;
  database.InTransaction([&] {
    const auto rows = database.Query(Sql() << "SELECT " << NotHeld(now) << " FROM recording_work w"
                                           << where << " FOR UPDATE");
    is_out = std::ranges::all_of(rows, [](const Row& row) { return row.Flag(0); });
    if (is_out) database.Execute(Sql() << "UPDATE recording_work SET work_at=NULL" << where);
  });
  return is_out;
}

ErasedRows& ErasedRows::operator+=(const ErasedRows& more) {
  clients += more.clients;
  deals += more.deals;
  notes += more.notes;
  callbacks += more.callbacks;
  calls += more.calls;
  recordings += more.recordings;
  transcripts += more.transcripts;
  suggestions += more.suggestions;
  return *this;
}

ErasedRows EraseRows(Database& database, TenantId tenant, const Traces& traces) {
  ErasedRows erased;
  const auto erase = [&](Sql::Literal table, Sql::Literal column, const auto& keys, auto write) {
    return database.Execute(
        (Sql() << "DELETE FROM " << table << Of(tenant, column)).List(keys, write));
  };
  database.InTransaction([&] {
    LockOutAppliers(database, tenant);
    erased.suggestions = erase("suggestions", "recording_key", traces.recordings, kWriteKey);
    erased.transcripts = erase("transcripts", "recording_key", traces.recordings, kWriteKey);
    erase("passages", "recording_key", traces.recordings, kWriteKey);
    erase("refused_recordings", "recording_key", traces.recordings, kWriteKey);
    erase("recording_work", "recording_key", traces.recordings, kWriteKey);
    erased.recordings = erase("recordings", "recording_key", traces.recordings, kWriteKey);
    erased.notes = erase("notes", "call_id", traces.calls, kWriteId) +
                   erase("notes", "deal_id", traces.deals, kWriteId);
    erased.callbacks = erase("callbacks", "call_id", traces.calls, kWriteId);
    erased.calls = erase("calls", "id", traces.calls, kWriteId);
    erased.deals = erase("deals", "id", traces.deals, kWriteId);
    erase("client_phones", "client_id", traces.clients, kWriteId);
    erased.clients = erase("clients", "id", traces.clients, kWriteId);
  });
  return erased;
}

std::vector<RecordingKey> FindProviderCopies(Database& database, TenantId tenant) {
  std::vector<RecordingKey> copies;
  for (const Row& row : database.Query(
           Sql() << "SELECT recording_key FROM provider_copies WHERE tenant_id=" << tenant.value)) {
    copies.push_back(RecordingKey{row.Text(0)});
  }
  return copies;
}

void RememberProviderCopy(Database& database, TenantId tenant, const RecordingKey& recording,
                          TimePoint now) {
  database.Execute(Sql() << "INSERT IGNORE INTO provider_copies (tenant_id,recording_key,since)"
                            " VALUES ("
                         << tenant.value << "," << Bytes{recording.value} << "," << now << ")");
}

void ForgetProviderCopy(Database& database, TenantId tenant, const RecordingKey& recording) {
  database.Execute(Sql() << "DELETE FROM provider_copies WHERE tenant_id=" << tenant.value
                         << " AND recording_key=" << Bytes{recording.value});
}

std::uint64_t EraseJournal(Database& database, const Tenant& tenant, const Traces& traces,
                           const std::function<void(std::uint64_t)>& progress) {
  const Search search(tenant, traces);
  std::uint64_t last = 0;
  std::uint64_t seen = 0;
  std::uint64_t erased = 0;
  for (;;) {
    const auto rows = database.Query(Sql() << "SELECT id,fields FROM events WHERE id>" << last
                                           << " AND tenant_id=" << tenant.id.value
                                           << " ORDER BY id LIMIT " << kBatch);
    if (rows.empty()) return erased;
    for (const Row& row : rows) {
      const auto fields = FieldsFromJson(row.Text(1));
      if (!fields || !search.Concerns(*fields)) continue;
      database.Execute(Sql() << "UPDATE events SET fields=" << Text{Emptied(*fields)}
                             << " WHERE id=" << row.Number(0));
      ++erased;
    }
    last = rows.back().Number(0);
    seen += rows.size();
    progress(seen);
  }
}

}  // namespace novofon
