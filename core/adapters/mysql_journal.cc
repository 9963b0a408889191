#include "core/adapters/mysql_journal.h"

#include <map>

#include "core/adapters/entry_json.h"

namespace novofon {
namespace {

// Far below max_allowed_packet (16 MiB by default), also when every byte must be escaped.
constexpr std::size_t kMaxStatement = 4 * 1024 * 1024;

void WriteRow(Sql& sql, const JournalEntry& entry) {
  sql << "(" << Bytes{BytesOf(entry.identity)} << "," << entry.tenant.value << ","
      << Text{std::string_view(entry.event).substr(0, 64)} << ",";
  if (entry.verdict == Verdict::kIgnored) {
    sql << "'ignored'";
  } else {
    sql << "'accepted'";
  }
  sql << "," << Text{FieldsToJson(entry.fields)} << "," << entry.received_at << ","
      << Bytes{std::string_view(entry.request_id).substr(0, 64)} << ")";
}

// Of entries that are all in the journal: which of them these requests put there.
std::vector<Kept> WhoseTheyAre(Database& database, std::span<const JournalEntry* const> entries) {
  Sql ask;
  ask << "SELECT identity,request_id FROM events WHERE identity IN ";
  ask.List(entries,
           [](Sql& sql, const JournalEntry* entry) { sql << Bytes{BytesOf(entry->identity)}; });
  std::map<std::string, std::string> kept_by;
  for (const Row& row : database.Query(ask)) kept_by[row.Text(0)] = row.Text(1);
  std::vector<Kept> answers;
  answers.reserve(entries.size());
  for (const JournalEntry* const entry : entries) {
    const bool ours = kept_by[std::string(BytesOf(entry->identity))] == entry->request_id;
    answers.push_back(ours ? Kept::kNew : Kept::kRepeat);
  }
  return answers;
}

}  // namespace

std::vector<Kept> MysqlJournal::Keep(std::span<const JournalEntry> entries) {
  std::map<Identity, std::size_t> firsts;
  std::vector<const JournalEntry*> distinct;
  std::vector<std::size_t> answer_of;
  for (const JournalEntry& entry : entries) {
    const auto [first, is_new] = firsts.try_emplace(entry.identity, distinct.size());
    if (is_new) distinct.push_back(&entry);
    answer_of.push_back(first->second);
  }
  const auto kept = KeepDistinct(distinct);
  std::vector<Kept> answers;
  answers.reserve(entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Kept first = kept[answer_of[i]];
    const bool is_first = distinct[answer_of[i]] == &entries[i];
    answers.push_back(is_first || first == Kept::kRefused ? first : Kept::kRepeat);
  }
  return answers;
}

// One statement, so one commit for all. Which of them were there already is asked only when some
// were.
std::vector<Kept> MysqlJournal::KeepDistinct(std::span<const JournalEntry* const> entries) {
  if (entries.empty()) return {};
  Sql insert;
  insert << "INSERT INTO events (identity,tenant_id,event,verdict,fields,received_at,request_id) "
            "VALUES ";
  for (const JournalEntry* const entry : entries) {
    if (entry != entries.front()) insert << ",";
    WriteRow(insert, *entry);
    if (insert.text().size() > kMaxStatement) break;
  }
  insert << " ON DUPLICATE KEY UPDATE id=id";

  const auto in_halves = [&] {
    const std::size_t half = entries.size() / 2;
    std::vector<Kept> answers = KeepDistinct(entries.first(half));
    const std::vector<Kept> rest = KeepDistinct(entries.subspan(half));
    answers.insert(answers.end(), rest.begin(), rest.end());
    return answers;
  };
  if (entries.size() > 1 && insert.text().size() > kMaxStatement) return in_halves();

  std::uint64_t inserted = 0;
  try {
    inserted = database_.Execute(insert);
  } catch (const BadEntry&) {
    return entries.size() == 1 ? std::vector<Kept>{Kept::kRefused} : in_halves();
  } catch (const Conflict& conflict) {
    // An autocommit statement that lost a deadlock has kept nothing.
    throw Unavailable(conflict.what());
  }
  if (inserted == entries.size()) return std::vector<Kept>(entries.size(), Kept::kNew);
  return WhoseTheyAre(database_, entries);
}

}  // namespace novofon
