#include "core/adapters/mysql_link_budget.h"

namespace novofon {
namespace {

using namespace std::chrono_literals;

constexpr auto kTaken = 60s + 500ms;  // clocks of several hosts are not quite the same

Sql OfAccount(const std::string& api_key) {
  return Sql() << " WHERE account=" << Bytes{std::string_view(api_key).substr(0, 200)};
}

void MakeSlots(Database& database, const std::string& api_key, TimePoint now) {
  Sql sql;
  sql << "INSERT IGNORE INTO link_slots (account,slot,free_at) VALUES ";
  for (int slot = 1; slot <= kRequestsPerMinute; ++slot) {
    if (slot > 1) sql << ",";
    sql << "(" << Bytes{std::string_view(api_key).substr(0, 200)} << "," << slot << "," << now
        << ")";
  }
  database.Execute(sql);
}

}  // namespace

std::optional<TimePoint> MysqlLinkBudget::Spend(const std::string& api_key, TimePoint now) {
  std::optional<TimePoint> wait;
  database_.InTransaction([&] {
    const auto soonest = [&] {
      return database_.Query(Sql() << "SELECT slot,free_at FROM link_slots" << OfAccount(api_key)
                                   << " ORDER BY free_at,slot LIMIT 1 FOR UPDATE");
    };
    auto slots = soonest();
    if (slots.empty()) {
      MakeSlots(database_, api_key, now);
      slots = soonest();
    }
    const TimePoint free_at = slots.front().Time(1);
    wait.reset();
    if (free_at > now) {
      wait = free_at;
      return;
    }
    database_.Execute(Sql() << "UPDATE link_slots SET free_at=" << now + kTaken
                            << OfAccount(api_key) << " AND slot=" << slots.front().Number(0));
  });
  return wait;
}

}  // namespace novofon
