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

// Another program's transaction, heavier than an applier's, so that the server lets it live.
class HeavyTransaction {
 public:
  explicit HeavyTransaction(const MysqlStores& stores) : session_(stores.Session()) {
    session_.Execute(
        "INSERT INTO turned_away (event,verdict,why,received_at,request_id) SELECT "
        "'x','refused','x','2026-01-15',seq FROM seq_1_to_2000");
    session_.Execute("BEGIN");
    session_.Execute("UPDATE turned_away SET why='y'");
  }
  e2e::SqlSession& session() { return session_; }

 private:
  e2e::SqlSession session_;
};

TEST(Appliers, ADeadlockLosesNothing) {
  MysqlStores stores;
  Tenant tenant;
  tenant.id = stores.AddTenant();
  Events events = {Entry(Start(), Moscow("12:00:00")), Entry(End("busy"), Moscow("12:00:01"))};
  ASSERT_EQ(tenant.id, kTenant);
  ASSERT_EQ(stores.journal().Keep(events).size(), 2u);
  auto watch = stores.Session();
  const auto status = [&](const std::string& name) {
    return watch.Number(
        "SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME='" + name +
        "'");
  };
  const auto before = status("INNODB_DEADLOCKS");

  // The applier holds its tenant's row and waits for the events; we hold these and want the row.
  HeavyTransaction other(stores);
  other.session().Execute("UPDATE events SET request_id='held'");
  auto applied = std::async(std::launch::async, [&] {
    Database database(stores.Address());
    MysqlCallBook(database).Apply(tenant, events, Moscow("13:00:00"));
  });
  ASSERT_TRUE(e2e::WaitUntil(60s, [&] { return status("INNODB_ROW_LOCK_CURRENT_WAITS") == 1; }));
  EXPECT_EQ(other.session().Value("SELECT 1 FROM appliers WHERE tenant_id=1 FOR UPDATE"), "1");
  EXPECT_EQ(status("INNODB_DEADLOCKS"), before + 1);
  other.session().Execute("COMMIT");
  applied.get();

  MemoryStores memory;
  ASSERT_EQ(memory.AddTenant(), tenant.id);
  memory.book().Apply(tenant, events, Moscow("13:00:00"));
  EXPECT_EQ(stores.Dump(tenant.id), memory.Dump(tenant.id));
  EXPECT_TRUE(stores.book().Unapplied(Moscow("14:00:00"), 10).empty());
}

}  // namespace
}  // namespace novofon
