#include "core/adapters/mysql_call_book.h"

#include <algorithm>

#include "core/adapters/call_rows.h"
#include "core/adapters/entry_json.h"
#include "core/event.h"
#include "core/fold.h"
#include "core/russian_text.h"

namespace novofon {
namespace {

// How far behind the newest event the mark stays: an insert that took its id early may become
// visible after later ones.
constexpr std::uint64_t kMarkLag = 20'000;
constexpr std::uint64_t kMaxBytes = 4 * 1024 * 1024;  // of events at once, besides one more
constexpr std::uint64_t kMostRetried = 16;            // of those set aside, at once

struct Dated {
  Event event;
  TimePoint received_at;
};

void MarkApplied(Database& database, std::span<const JournalEntry> entries, TimePoint now) {
  Sql sql;
  sql << "UPDATE events SET applied_at=" << now << " WHERE applied_at IS NULL AND identity IN ";
  sql.List(entries,
           [](Sql& list, const JournalEntry& entry) { list << Bytes{BytesOf(entry.identity)}; });
  database.Execute(sql);
}

JournalEntry ReadEntry(const Row& row) {
  JournalEntry entry;
  const std::string& identity = row.Text(1);
  std::copy_n(identity.begin(), std::min(identity.size(), entry.identity.bytes.size()),
              entry.identity.bytes.begin());
  entry.tenant = TenantId{static_cast<std::uint32_t>(row.Number(2))};
  entry.event = row.Text(3);
  auto fields = FieldsFromJson(row.Text(4));
  if (!fields) throw Bug("events.fields holds no JSON object of strings");
  entry.fields = std::move(*fields);
  entry.received_at = row.Time(5);
  entry.request_id = row.Text(6);
  return entry;
}

// Of "e", an event: what Batch looks at.
constexpr Sql::Literal kSelectForBatch(
    "SELECT e.id,e.received_at,OCTET_LENGTH(e.fields) FROM events e");

struct Batch {
  std::vector<std::uint64_t> ids;
  std::uint64_t bytes = 0;

  void Add(const Row& row) {
    if (bytes >= kMaxBytes) return;
    ids.push_back(row.Number(0));
    bytes += row.Number(2);
  }
};

// What it is time to try again; what was applied since is no longer aside.
void AddSetAside(Database& database, TimePoint before, Batch& batch) {
  database.Execute(Sql() << "DELETE u FROM unappliable_events u JOIN events e"
                            " ON e.identity=u.identity WHERE e.applied_at IS NOT NULL");
  for (const Row& row : database.Query(
           Sql() << kSelectForBatch
                 << " JOIN unappliable_events u ON u.identity=e.identity WHERE u.retry_at<="
                 << before << " ORDER BY u.retry_at LIMIT " << kMostRetried)) {
    batch.Add(row);
  }
}

std::vector<JournalEntry> LoadEntries(Database& database, const std::vector<std::uint64_t>& ids) {
  std::vector<JournalEntry> entries;
  if (ids.empty()) return entries;
  Sql sql;
  sql << "SELECT id,identity,tenant_id,event,fields,received_at,request_id FROM events WHERE id "
         "IN ";
  sql.List(ids, [](Sql& list, std::uint64_t id) { list << id; }) << " ORDER BY id";
  for (const Row& row : database.Query(sql)) entries.push_back(ReadEntry(row));
  return entries;
}

}  // namespace

void MysqlCallBook::Apply(const Tenant& tenant, std::span<const JournalEntry> entries,
                          TimePoint now) {
  if (entries.empty()) return;
  std::vector<Dated> events;
  Touch touch;
  for (const JournalEntry& entry : entries) {
    if (entry.verdict == Verdict::kIgnored) continue;
    events.push_back({ReadEvent(entry.fields), entry.received_at});
    AddTouch(touch, events.back().event, entry.received_at, tenant.rules);
  }
  database_.InTransaction([&] {
    const Snapshot before = LoadTouched(database_, tenant.id, touch);
    Snapshot after = before;
    for (const auto& [event, received_at] : events) Fold(after, event, received_at, tenant.rules);
    SaveChanges(database_, tenant.id, before, after);
    MarkApplied(database_, entries, now);
  });
}

std::vector<JournalEntry> MysqlCallBook::Unapplied(TimePoint before, std::size_t limit) {
  const auto ends =
      database_.Query(Sql() << "SELECT applied_up_to,(SELECT COALESCE(MAX(id),0) FROM events),"
                               "EXISTS(SELECT 1 FROM unappliable_events) FROM journal_mark");
  if (ends.empty()) throw Bug("journal_mark has no row");
  const std::uint64_t mark = ends.front().Number(0);
  const std::uint64_t newest = ends.front().Number(1);
  const bool some_aside = ends.front().Flag(2);
  const auto rows = database_.Query(
      Sql() << kSelectForBatch << " WHERE e.id>" << mark
            << " AND e.applied_at IS NULL AND e.verdict='accepted'"
            << (some_aside ? Sql::Literal(" AND NOT EXISTS (SELECT 1 FROM unappliable_events u"
                                          " WHERE u.identity=e.identity)")
                           : Sql::Literal(""))
            << " ORDER BY e.id LIMIT " << std::uint64_t{limit});
  Batch batch;
  for (const Row& row : rows) {
    if (row.Time(1) < before) batch.Add(row);
  }
  if (some_aside) AddSetAside(database_, before, batch);

  const std::uint64_t lagging = newest > kMarkLag ? newest - kMarkLag : 0;
  const std::uint64_t safe = rows.empty() ? lagging : std::min(lagging, rows.front().Number(0) - 1);
  if (safe > mark) {
    database_.Execute(Sql() << "UPDATE journal_mark SET applied_up_to=" << safe
                            << " WHERE applied_up_to<" << safe);
  }
  return LoadEntries(database_, batch.ids);
}

void MysqlCallBook::SetAside(const JournalEntry& entry, const std::string& why, TimePoint again) {
  database_.Execute(Sql() << "INSERT INTO unappliable_events (identity,retry_at,why) VALUES ("
                          << Bytes{BytesOf(entry.identity)} << "," << again << ","
                          << Text{WholeCharacters(why, 200)}
                          << ") ON DUPLICATE KEY UPDATE retry_at=VALUES(retry_at),why=VALUES(why)");
}

}  // namespace novofon
