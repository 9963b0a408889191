// The shipped journal and call book on a MariaDB server of the test's own.
#pragma once

#include <optional>

#include "core/adapters/mysql_call_book.h"
#include "core/adapters/mysql_journal.h"
#include "core/adapters/seal.h"
#include "tests/contract/mysql_recording_stores.h"
#include "tests/contract/stores.h"
#include "tests/e2e/mariadb.h"
#include "tests/e2e/process.h"

namespace novofon {

class MysqlStores : public Stores {
 public:
  MysqlStores();
  Journal& journal() override { return open_->journal; }
  CallBook& book() override { return open_->book; }
  RecordingStores& recordings() override { return open_->recordings; }
  void Reopen() override { open_.emplace(Address()); }
  TenantId AddTenant() override;
  // Throws when there are rows that no client, deal or call leads to.
  std::string Dump(TenantId tenant) override;

  Database& database() { return open_->database; }
  const Seal& seal() const { return seal_; }
  const Secret& seal_key() const { return seal_key_; }
  // For connections of one's own.
  DatabaseAddress Address() const;
  e2e::SqlSession Session() const { return server_.Connect(); }

 private:
  struct Open {
    explicit Open(DatabaseAddress address)
        : database(std::move(address)), journal(database), book(database), recordings(database) {}
    Database database;
    MysqlJournal journal;
    MysqlCallBook book;
    MysqlRecordingStores recordings;
  };

  e2e::ScratchDirectory directory_;
  e2e::MariaDb server_;
  Secret seal_key_;
  Seal seal_;
  int tenants_ = 0;
  std::optional<Open> open_;
};

}  // namespace novofon
