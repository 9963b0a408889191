#include "core/adapters/mysql_caller_cards.h"

namespace novofon {
namespace {

// Most who ring are strangers, and one table says so at half the price of joining four.
std::set<PhoneNumber> Known(Database& database, TenantId tenant,
                            const std::set<PhoneNumber>& phones) {
  std::set<PhoneNumber> known;
  if (phones.empty()) return known;
  Sql sql;
  sql << "SELECT phone FROM client_phones WHERE tenant_id=" << tenant.value << " AND phone IN ";
  sql.List(phones, [](Sql& list, const PhoneNumber& phone) { list << Text{phone.value}; });
  for (const Row& row : database.Query(sql)) known.insert(PhoneNumber{row.Text(0)});
  return known;
}

}  // namespace

std::map<PhoneNumber, CallerCard> LookUpCallers(Database& database, TenantId tenant,
                                                const std::set<PhoneNumber>& phones) {
  std::map<PhoneNumber, CallerCard> cards;
  const std::set<PhoneNumber> known = Known(database, tenant, phones);
  if (known.empty()) return cards;
  Sql sql;
  // The best deal comes last and wins.
  sql << "SELECT p.phone,IF(c.name='',d.name,c.name),d.id,COALESCE(b.name,''),"
         "IF(COALESCE(b.kind,'open')='open',d.owner_extension,'')"
         " FROM client_phones p"
         " JOIN clients c ON c.tenant_id=p.tenant_id AND c.id=p.client_id"
         " JOIN deals d ON d.tenant_id=p.tenant_id AND d.client_id=p.client_id"
         " LEFT JOIN board_columns b ON b.tenant_id=d.tenant_id AND b.id=d.column_id"
         " WHERE p.tenant_id="
      << tenant.value << " AND p.phone IN ";
  sql.List(known, [](Sql& list, const PhoneNumber& phone) { list << Text{phone.value}; });
  sql << " ORDER BY COALESCE(b.kind,'open')='open',d.created_at,d.id";
  for (const Row& row : database.Query(sql)) {
    cards[PhoneNumber{row.Text(0)}] =
        CallerCard{row.Text(1), DealId{row.Number(2)}, row.Text(3), Extension{row.Text(4)}};
  }
  return cards;
}

}  // namespace novofon
