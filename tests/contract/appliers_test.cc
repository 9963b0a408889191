// What only a real database can show: appliers that stand in each other's way.
#include <gtest/gtest.h>

#include <future>
#include <iostream>
#include <thread>

#include "core/errors.h"
#include "tests/contract/memory_stores.h"
#include "tests/contract/mysql_stores.h"
#include "tests/core/random_calls.h"
#include "tests/e2e/wait.h"

namespace novofon {
namespace {

using std::chrono_literals::operator""s;

constexpr int kDays = 15;
constexpr int kAppliers = 3;

using Events = std::vector<JournalEntry>;

Events EventsOf(RandomDay& random, TenantId tenant) {
  Events events;
  // More calls than one random day has, so that appliers meet.
  for (int i = 0; i < 4; ++i) {
    for (JournalEntry& entry : random.Events()) events.push_back(std::move(entry));
  }
  std::set<Identity> known;
  for (JournalEntry& entry : events) {
    entry.tenant = tenant;
    entry.identity = IdentityOf(tenant, entry.fields);
  }
  std::erase_if(events, [&](const auto& e) { return !known.insert(e.identity).second; });
  return events;
}

// All of `events` in an order and grouping of its own, over a connection of its own.
void ApplyAll(const DatabaseAddress& address, const Tenant& tenant, Events events,
              std::uint64_t seed) {
  RandomDay random(seed);
  random.Shuffle(events);
  Database database(address);
  MysqlCallBook book(database);
  for (std::size_t at = 0; at < events.size();) {
    const auto size = std::min(events.size() - at, static_cast<std::size_t>(random.Number(1, 8)));
    try {
      book.Apply(tenant, std::span(events).subspan(at, size), Moscow("13:00:00"));
      at += size;
    } catch (const Unavailable&) {
      std::this_thread::yield();  // Nothing was changed; again is right.
    }
  }
}

TEST(Appliers, SeveralAtOnceMakeWhatOneMakesInMemory) {
  const std::uint64_t first = std::random_device{}();
  std::cout << "seed " << first << "\n";
  MysqlStores mysql;
  MemoryStores memory;
  for (std::uint64_t seed = first; seed < first + kDays; ++seed) {
    RandomDay random(seed);
    Tenant tenant;
    tenant.id = mysql.AddTenant();
    ASSERT_EQ(memory.AddTenant(), tenant.id);
    tenant.rules.repeat_moves_to_new = random.Chance(30);
    const Events events = EventsOf(random, tenant.id);
    ASSERT_EQ(mysql.journal().Keep(events), std::vector(events.size(), Kept::kNew));
    memory.book().Apply(tenant, events, Moscow("13:00:00"));

    std::vector<std::jthread> appliers;
    for (int i = 0; i < kAppliers; ++i) {
      appliers.emplace_back(ApplyAll, mysql.Address(), tenant, events, seed + 1000u * unsigned(i));
    }
    appliers.clear();
    ASSERT_EQ(mysql.Dump(tenant.id), memory.Dump(tenant.id)) << "seed " << seed;
  }
  EXPECT_TRUE(mysql.book().Unapplied(Moscow("14:00:00"), 10).empty());
}

}  // namespace
}  // namespace novofon
