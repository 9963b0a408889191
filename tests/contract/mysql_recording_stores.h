// The shipped leases, book and budget of recordings over one connection.
#pragma once

#include "core/adapters/mysql_link_budget.h"
#include "core/adapters/mysql_passage_book.h"
#include "core/adapters/mysql_recording_book.h"
#include "core/adapters/mysql_recording_leases.h"
#include "tests/contract/recording_stores.h"

namespace novofon {

class MysqlRecordingStores : public RecordingStores {
 public:
  explicit MysqlRecordingStores(Database& database)
      : database_(database),
        leases_(database),
        book_(database, "host-1"),
        passages_(database),
        budget_(database) {}

  RecordingLeases& leases() override { return leases_; }
  RecordingBook& book() override { return book_; }
  PassageBook& passages() override { return passages_; }
  LinkBudget& budget() override { return budget_; }
  void Fill(TenantId tenant, const RecordingKey& recording, const FieldSet& by_itself) override;
  void FillLate(const FieldSet& by_itself, TimePoint now) override;
  Decided Decide(TenantId tenant, std::uint64_t suggestion, Decision decision,
                 TimePoint now) override {
    return DecideSuggestion(database_, tenant, suggestion, decision, now);
  }

  WorkRow WorkOf(TenantId tenant, const RecordingKey& recording) override;
  std::vector<SuggestionRow> SuggestionsOf(TenantId tenant) override;
  DealFields Deal(TenantId tenant) override;
  std::string ClientName(TenantId tenant) override;
  void WriteDeal(TenantId tenant, const DealFields& fields) override;
  void RenameClient(TenantId tenant, const std::string& name) override;
  void DeleteDeal(TenantId tenant) override;

 private:
  Row OnlyRow(const Sql& sql);

  Database& database_;
  MysqlRecordingLeases leases_;
  MysqlRecordingBook book_;
  MysqlPassageBook passages_;
  MysqlLinkBudget budget_;
};

}  // namespace novofon
