// One suite, two stores: what fails in one instance only is the adapter's fault.
#pragma once

#include <gtest/gtest.h>

#include "tests/contract/memory_stores.h"
#include "tests/contract/mysql_stores.h"
#include "tests/core/calls.h"

namespace novofon {

class Contract : public testing::TestWithParam<MakeStores> {
 protected:
  Contract() : stores(GetParam()()) {
    tenant.id = stores->AddTenant();
    other.id = stores->AddTenant();
  }

  JournalEntry EntryOf(const Fields& fields, const std::string& request_id) {
    JournalEntry entry = Entry(fields, Moscow("12:00:00"));
    entry.tenant = tenant.id;
    entry.identity = IdentityOf(tenant.id, fields);
    entry.request_id = request_id;
    return entry;
  }
  std::vector<Kept> Keep(std::vector<JournalEntry> entries) {
    return stores->journal().Keep(entries);
  }
  void Apply(std::vector<JournalEntry> entries) {
    stores->book().Apply(tenant, entries, Moscow("12:00:05"));
  }
  std::size_t CountUnapplied() { return stores->book().Unapplied(Moscow("13:00:00"), 100).size(); }

  std::unique_ptr<Stores> stores;
  Tenant tenant;
  Tenant other;
};

template <class Implementation>
std::unique_ptr<Stores> Make() {
  return std::make_unique<Implementation>();
}

#define NOVOFON_BOTH_STORES(Suite)                                               \
  INSTANTIATE_TEST_SUITE_P(Memory, Suite, testing::Values(&Make<MemoryStores>)); \
  INSTANTIATE_TEST_SUITE_P(MariaDb, Suite, testing::Values(&Make<MysqlStores>))

}  // namespace novofon
