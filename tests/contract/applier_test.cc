// Events that can't be applied: of them the rest must notice nothing.
#include "fcgi/applier.h"

#include <gtest/gtest.h>

#include "tests/contract/mysql_stores.h"
#include "tests/core/calls.h"

namespace novofon {
namespace {

using namespace std::chrono_literals;

class Applying : public testing::Test {
 protected:
  // Journalled, and left there by whoever was at it.
  void Journal(TenantId tenant, const Fields& fields) {
    JournalEntry entry = Entry(fields, Moscow("12:00:00"));
    entry.tenant = tenant;
    entry.identity = IdentityOf(tenant, fields);
    entry.request_id = "r" + std::to_string(tenant.value);
    ASSERT_EQ(stores.journal().Keep({&entry, 1}), std::vector{Kept::kNew});
  }
  bool HasDeal(TenantId tenant) {
    return stores.Dump(tenant).find("deal +79161234567") != std::string::npos;
  }
  long long CountAside() {
    return stores.Session().Number("SELECT COUNT(*) FROM unappliable_events");
  }

  TimePoint now = Moscow("12:00:10");
  MysqlStores stores;
  TenantId one = stores.AddTenant();
  TenantId other = stores.AddTenant();
  Applier applier{stores.database(), stores.seal(), [this] { return now; }};
};

TEST_F(Applying, ATenantWhoseZoneTheSystemForgotHoldsUpNobodyAndIsTriedAgain) {
  stores.Session().Execute("UPDATE tenants SET zone='Nowhere/Land' WHERE id=" +
                           std::to_string(one.value));
  Journal(one, End("busy"));
  Journal(other, End("busy"));
  applier.SweepJournal();
  EXPECT_FALSE(HasDeal(one));
  EXPECT_TRUE(HasDeal(other));
  EXPECT_EQ(CountAside(), 1);

  stores.Session().Execute("UPDATE tenants SET zone='Europe/Moscow' WHERE id=" +
                           std::to_string(one.value));
  applier.SweepJournal();
  EXPECT_FALSE(HasDeal(one)) << "it is not tried each second";
  now += 11min;
  Applier another(stores.database(), stores.seal(), [this] { return now; });
  another.SweepJournal();
  EXPECT_TRUE(HasDeal(one));
  another.SweepJournal();
  EXPECT_EQ(CountAside(), 0);
}

TEST_F(Applying, AnEventThatTheDatabaseRefusesFailsAlone) {
  stores.Session().Execute(
      "CREATE TRIGGER refuse BEFORE INSERT ON calls FOR EACH ROW BEGIN IF NEW.call_key='in_bad' "
      "THEN"
      " SIGNAL SQLSTATE '22001' SET MYSQL_ERRNO=1406, MESSAGE_TEXT='too long'; END IF; END");
  Journal(one, Start({{"pbx_call_id", "in_bad"}}));
  Journal(one, End("busy"));
  applier.SweepJournal();
  EXPECT_TRUE(HasDeal(one));
  EXPECT_EQ(CountAside(), 1);
  EXPECT_TRUE(stores.book().Unapplied(now, 10).empty());
}

}  // namespace
}  // namespace novofon
