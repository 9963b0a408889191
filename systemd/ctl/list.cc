#include "systemd/ctl/list.h"

#include <array>
#include <iostream>

#include "systemd/ctl/call_rows.h"
#include "systemd/ctl/event_rows.h"
#include "systemd/ctl/recording_rows.h"

namespace novofon::ctl {
namespace {

constexpr std::uint64_t kMostRows = 10'000'000;

struct Listing {
  std::string name;
  Json (*rows)(Database&, TenantId, std::uint64_t);
  std::vector<std::string> table;  // The columns that people see; JSON has more.
};

Json EventsOf(Database& database, TenantId tenant, std::uint64_t limit) {
  return EventRows(database, tenant, limit);
}

const std::vector<Listing>& Listings() {
  static const std::vector<Listing> listings = {
      {"deals", DealRows, {"id", "column", "phone", "name", "address", "created_at", "notes"}},
      {"calls",
       CallRows,
       {"pbx_call_id", "direction", "phone", "extension", "outcome", "duration", "started_at",
        "deal_id"}},
      {"clients", ClientRows, {"id", "name", "phones", "created_at"}},
      {"notes", NoteRows, {"deal_id", "pbx_call_id", "at", "text"}},
      {"callbacks", CallbackRows, {"pbx_call_id", "phone", "missed_at", "state", "closed_at"}},
      {"recordings",
       RecordingRows,
       {"id", "pbx_call_id", "stage", "attempts", "next_attempt_at", "seconds", "error"}},
      {"transcripts", TranscriptRows, {"pbx_call_id", "speakers", "model", "cost_usd", "text"}},
      {"suggestions",
       SuggestionRows,
       {"id", "deal_id", "field", "value", "quote", "second", "state", "why"}},
      {"events", EventsOf, {"id", "event", "verdict", "why", "received_at", "applied_at"}},
  };
  return listings;
}

std::vector<std::string> Names() {
  std::vector<std::string> names;
  for (const auto& listing : Listings()) names.push_back(listing.name);
  return names;
}

const Listing& ListingOf(const std::string& name) {
  for (const auto& listing : Listings()) {
    if (listing.name == name) return listing;
  }
  throw Bug("no listing is called " + name);
}

}  // namespace

List::List(CLI::App& program)
    : app_(program.add_subcommand("list", "Show what the calls have become")) {
  app_->add_option("WHAT", what_, "What to show")->required()->check(CLI::IsMember(Names()));
  app_->add_option("--tenant", user_id_,
                   "Whose, by user_id; only events may be listed without it, then those of all");
  app_->add_option("--limit", limit_, "How many of the newest (1000)")
      ->check(CLI::Range(std::uint64_t{1}, kMostRows));
  app_->add_flag("--json", json_, "For programs: an array of objects with stable names");
}

int List::Run(Desk& desk) {
  if (user_id_.empty() && what_ != "events") {
    throw Refused(kUsage, "--tenant is required; novofonctl tenant list shows the tenants");
  }
  const Listing& listing = ListingOf(what_);
  // One more than asked for, to know whether there are more.
  Json rows = user_id_.empty()
                  ? EventRows(desk.database, std::nullopt, limit_ + 1)
                  : listing.rows(desk.database, FindTenant(desk.database, user_id_), limit_ + 1);
  if (rows.size() > limit_) {
    rows.erase(0);
    std::cerr << "only the newest " << limit_ << " are shown; --limit N shows more" << std::endl;
  }
  std::cout << (json_ ? AsJson(rows) + "\n" : AsTable(rows, listing.table));
  return 0;
}

}  // namespace novofon::ctl
