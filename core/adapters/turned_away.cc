#include "core/adapters/turned_away.h"

namespace novofon {
namespace {

constexpr std::uint64_t kKept = 10'000;
constexpr std::uint64_t kPruneEvery = 100;

}  // namespace

void ListTurnedAway(Database& database, std::span<const TurnedAway> requests) {
  if (requests.empty()) return;
  Sql sql;
  sql << "INSERT INTO turned_away (tenant_id,event,verdict,why,identity,received_at,request_id) "
         "VALUES ";
  for (const TurnedAway& request : requests) {
    if (&request != &requests.front()) sql << ",";
    sql << "(" << (request.tenant ? std::optional(request.tenant->value) : std::nullopt) << ","
        << Text{std::string_view(request.event).substr(0, 64)} << ",";
    if (request.duplicate) {
      sql << "'duplicate'";
    } else {
      sql << "'refused'";
    }
    sql << "," << Text{std::string_view(request.why).substr(0, 200)} << ",";
    if (request.identity) {
      const auto& bytes = request.identity->bytes;
      sql << Bytes{{reinterpret_cast<const char*>(bytes.data()), bytes.size()}};
    } else {
      sql << "NULL";
    }
    sql << "," << request.received_at << ","
        << Bytes{std::string_view(request.request_id).substr(0, 64)} << ")";
  }
  database.Execute(sql);
  const auto newest = database.Query(Sql() << "SELECT LAST_INSERT_ID()").front().Number(0);
  if (newest <= kKept || newest % kPruneEvery >= requests.size()) return;
  database.Execute(Sql() << "DELETE FROM turned_away WHERE id<" << newest - kKept);
}

}  // namespace novofon
