#include "systemd/ctl/inspect.h"

#include <iostream>
#include <map>

#include "core/adapters/mysql_call_book.h"
#include "core/adapters/tenant_store.h"
#include "core/apply_apart.h"
#include "core/cabinet_time.h"
#include "core/event.h"
#include "systemd/ctl/call_rows.h"
#include "systemd/ctl/event_rows.h"

namespace novofon::ctl {
namespace {

constexpr std::uint64_t kBatch = 500;
constexpr std::uint64_t kEventsPerProgress = 10'000;

Refused NoSuchEvent(const std::string& name) {
  return {kFailed, "there is no event " + name + "; novofonctl list events shows those there are"};
}

std::string UserIdOf(Database& database, TenantId tenant) {
  const auto rows =
      database.Query(Sql() << "SELECT user_id FROM tenants WHERE id = " << tenant.value);
  return rows.empty() ? "" : rows.front().Text(0);
}

Json WhyNotApplied(Database& database, const Identity& identity) {
  const auto rows = database.Query(Sql() << "SELECT why FROM unappliable_events WHERE identity = "
                                         << Bytes{BytesOf(identity)});
  return rows.empty() ? Json() : Json(rows.front().Text(0));
}

// The event's own facts, and what they became.
Json Told(Database& database, const Journalled& event) {
  const JournalEntry& entry = event.entry;
  Json told;
  told["id"] = event.id;
  told["event"] = entry.event;
  told["verdict"] = entry.verdict == Verdict::kIgnored ? "ignored" : "accepted";
  told["why"] = nullptr;
  told["received_at"] = FormatUtc(entry.received_at);
  told["applied_at"] = event.applied_at ? Json(FormatUtc(*event.applied_at)) : Json();
  told["apply_error"] = event.applied_at ? Json() : WhyNotApplied(database, entry.identity);
  told["request_id"] = entry.request_id;
  told["identity"] = ToHex(entry.identity);
  told["tenant"] = UserIdOf(database, entry.tenant);
  told["fields"] = entry.fields;
  told["repeats"] = RepeatsOf(database, entry.identity);
  told["call"] = nullptr;
  told["deal"] = nullptr;
  const Event meaning = ReadEvent(entry.fields);
  if (const CallRef* call = CallOf(meaning))
    told["call"] = CallRow(database, entry.tenant, call->key);
  if (told["call"].is_object() && told["call"]["deal_id"].is_number()) {
    told["deal"] = DealRow(database, entry.tenant, {told["call"]["deal_id"].get<std::uint64_t>()});
  }
  return told;
}

Json ToldByName(Database& database, const std::string& name) {
  std::optional<Identity> repeated;
  Json told = TurnedAwayRow(database, name, repeated);
  if (!told.is_null()) {
    const auto original = repeated ? FindEvent(database, ToHex(*repeated)) : std::nullopt;
    told["repeats_event"] = original ? Told(database, *original) : Json();
    return told;
  }
  const auto event = FindEvent(database, name);
  if (!event) throw NoSuchEvent(name);
  return Told(database, *event);
}

// "name  value" lines; what belongs to a value is indented.
void PrintForPeople(const Json& value, const std::string& indent) {
  for (const auto& [name, item] : value.items()) {
    if (item.is_object()) {
      std::cout << indent << name << "\n";
      PrintForPeople(item, indent + "  ");
    } else if (item.is_string()) {
      std::cout << indent << name << "  " << OneLine(item.get<std::string>()) << "\n";
    } else {
      std::cout << indent << name << "  " << AsJson(item) << "\n";
    }
  }
}

std::map<TenantId, Tenant> TenantsById(Desk& desk) {
  std::map<TenantId, Tenant> tenants;
  for (auto& tenant : LoadTenants(desk.database, desk.seal)) {
    const TenantId id = tenant.id;
    tenants.emplace(id, std::move(tenant));
  }
  return tenants;
}

void TellUnappliable(const JournalEntry& entry, const std::string& why) {
  Progress("an event can't be applied: " + why + "; see novofonctl inspect " +
           ToHex(entry.identity));
}

// A database that was emptied of all but tenants, columns and journal may lack the counters of ids.
void EnsureCounters(Database& database) {
  database.Execute(
      Sql() << "INSERT INTO appliers (tenant_id, next_id) SELECT t.id, 1 + GREATEST("
               "(SELECT COALESCE(MAX(id), 0) FROM board_columns WHERE tenant_id = t.id),"
               "(SELECT COALESCE(MAX(id), 0) FROM calls WHERE tenant_id = t.id),"
               "(SELECT COALESCE(MAX(id), 0) FROM clients WHERE tenant_id = t.id),"
               "(SELECT COALESCE(MAX(id), 0) FROM deals WHERE tenant_id = t.id),"
               "(SELECT COALESCE(MAX(id), 0) FROM recordings WHERE tenant_id = t.id),"
               // Suggestions outlive the deals they were for; no other deal may take such a number.
               "(SELECT COALESCE(MAX(deal_id), 0) FROM suggestions WHERE tenant_id = t.id))"
               " FROM tenants t ON DUPLICATE KEY UPDATE next_id = appliers.next_id");
}

}  // namespace

Inspect::Inspect(CLI::App& program)
    : app_(program.add_subcommand("inspect", "Show everything that is known of an event")) {
  app_->add_option("EVENT", event_, "Its number in novofonctl list events, or its identity")
      ->required();
  app_->add_flag("--json", json_, "For programs");
}

int Inspect::Run(Desk& desk) {
  const Json told = ToldByName(desk.database, event_);
  if (json_) {
    std::cout << AsJson(told) << std::endl;
  } else {
    PrintForPeople(told, "");
  }
  return 0;
}

Replay::Replay(CLI::App& program)
    : app_(program.add_subcommand("replay", "Fold an event of the journal again")) {
  app_->add_option("EVENT", event_, "Its number in novofonctl list events, or its identity")
      ->required();
}

int Replay::Run(Desk& desk) {
  const auto event = FindEvent(desk.database, event_);
  if (!event) throw NoSuchEvent(event_);
  if (event->entry.verdict == Verdict::kIgnored) {
    throw Refused(kFailed, "event " + event_ + " was ignored: it says nothing about a call");
  }
  const auto tenants = TenantsById(desk);
  const auto tenant = tenants.find(event->entry.tenant);
  if (tenant == tenants.end()) throw Refused(kFailed, "the tenant of the event is gone");
  EnsureCounters(desk.database);
  MysqlCallBook(desk.database).Apply(tenant->second, {&event->entry, 1}, desk.now);
  std::cout << "replayed event " << event->id << std::endl;
  return 0;
}

Rebuild::Rebuild(CLI::App& program)
    : app_(program.add_subcommand("rebuild",
                                  "Fold the whole journal again: makes what is missing")) {
  app_->add_option("--tenant", user_id_, "Only this tenant's, by user_id");
}

int Rebuild::Run(Desk& desk) {
  const auto only =
      user_id_.empty() ? std::nullopt : std::optional(FindTenant(desk.database, user_id_));
  const auto tenants = TenantsById(desk);
  EnsureCounters(desk.database);
  MysqlCallBook book(desk.database);
  std::uint64_t last = 0;
  std::uint64_t folded = 0;
  std::uint64_t orphans = 0;
  std::uint64_t unappliable = 0;
  for (;;) {
    const auto events = EventsAfter(desk.database, last, only, kBatch);
    if (events.empty()) break;
    std::map<TenantId, std::vector<JournalEntry>> batches;
    for (const auto& event : events) batches[event.entry.tenant].push_back(event.entry);
    for (const auto& [id, entries] : batches) {
      const auto tenant = tenants.find(id);
      if (tenant == tenants.end()) {
        orphans += entries.size();
        continue;
      }
      const std::size_t applied =
          ApplyApart(book, tenant->second, entries, desk.now, TellUnappliable);
      unappliable += entries.size() - applied;
      folded += applied;
    }
    last = events.back().id;
    if ((folded / kBatch) % (kEventsPerProgress / kBatch) == 0) {
      Progress("folded " + std::to_string(folded) + " events");
    }
  }
  if (orphans > 0) Progress(std::to_string(orphans) + " events are of tenants that are gone");
  std::cout << "rebuilt from " << folded << " events" << std::endl;
  return unappliable == 0 ? 0 : kFailed;
}

}  // namespace novofon::ctl
