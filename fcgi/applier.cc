#include "fcgi/applier.h"

#include <algorithm>

#include "core/adapters/log.h"
#include "core/adapters/tenant_store.h"
#include "core/apply_apart.h"

namespace novofon {
namespace {

using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr std::size_t kBatch = 1024;  // events folded in one transaction
constexpr seconds kInFlight{3};       // younger events are somebody's who is at it
constexpr seconds kTenantsFor{1};
constexpr std::chrono::minutes kFailedFor{10};

}  // namespace

Applier::Applier(Database& database, const Seal& seal, Clock clock)
    : database_(database),
      seal_(seal),
      clock_(std::move(clock)),
      journal_(database),
      book_(database) {}

void Applier::DrainSpool(Spool& spool) {
  const auto keep = [&](std::span<const JournalEntry> entries) {
    const auto kept = journal_.Keep(entries);
    std::vector<JournalEntry> news;
    for (std::size_t i = 0; i < kept.size(); ++i) {
      if (kept[i] == Kept::kRefused) spool.PutAside(entries[i]);
      // What the journal had already the sweep takes up from there, unless it was forgotten.
      if (kept[i] == Kept::kNew) news.push_back(entries[i]);
    }
    ApplyAll(std::move(news));
  };
  const auto bad = [](const std::string& file, const std::string& why) {
    Log(Level::kCritical, "spool_bad_file",
        "A spooled event can't be read; it was moved to bad/ and waits for a person",
        {{"file", file}, {"why", why}});
  };
  const std::size_t drained = spool.Drain(kBatch, keep, bad);
  if (drained > 0) {
    Log(Level::kNotice, "spool_drained", "Spooled events are in the journal now",
        {{"events", std::to_string(drained)}});
  }
}

void Applier::SweepJournal() { ApplyAll(book_.Unapplied(clock_() - kInFlight, kBatch)); }

void Applier::ApplyAll(std::vector<JournalEntry> entries) {
  std::map<TenantId, std::vector<JournalEntry>> by_tenant;
  for (JournalEntry& entry : entries) {
    by_tenant[entry.tenant].push_back(std::move(entry));
  }
  for (const auto& [id, of_tenant] : by_tenant) {
    const Tenant* const tenant = TenantOf(id);
    if (tenant != nullptr) ApplySome(*tenant, of_tenant);
  }
}

void Applier::ApplySome(const Tenant& tenant, std::span<const JournalEntry> entries) {
  const auto set_aside = [&](const JournalEntry& entry, const std::string& why) {
    book_.SetAside(entry, why, clock_() + kFailedFor);
    Log(Level::kError, "apply_failed",
        "An event of the journal could not be applied; it is tried again in ten minutes. Look at "
        "it with novofonctl inspect",
        {{"event_identity", ToHex(entry.identity)}, {"why", why}});
  };
  const std::size_t applied = ApplyApart(book_, tenant, entries, clock_(), set_aside);
  if (applied == 0) return;
  Log(Level::kInfo, "applied", "Events became calls and deals",
      {{"tenant", tenant.user_id}, {"events", std::to_string(applied)}});
}

const Tenant* Applier::TenantOf(TenantId id) {
  const auto find = [&] {
    return std::find_if(tenants_.begin(), tenants_.end(),
                        [&](const Tenant& tenant) { return tenant.id == id; });
  };
  const auto now = steady_clock::now();
  auto found = find();
  if (found == tenants_.end() || now - tenants_at_ > kTenantsFor) {
    tenants_ = LoadTenants(database_, seal_);
    tenants_at_ = now;
    found = find();
  }
  return found == tenants_.end() ? nullptr : &*found;
}

}  // namespace novofon
