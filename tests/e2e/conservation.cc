#include "tests/e2e/conservation.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

namespace novofon::e2e {
namespace {

using nlohmann::json;

std::string TenantRow(const Tenant& tenant) {
  return "(SELECT id FROM tenants WHERE user_id = '" + tenant.id + "')";
}

std::vector<Notification> Journalled(Stack& stack, const Tenant& tenant) {
  std::vector<Notification> all;
  for (const auto& row : stack.database().Connect().Query(
           "SELECT fields FROM events WHERE tenant_id = " + TenantRow(tenant) + " ORDER BY id")) {
    all.push_back(json::parse(row[0]).get<Notification>());
  }
  return all;
}

}  // namespace

std::vector<Notification> CallOfLoad(std::size_t n) {
  const auto serial = std::to_string(n);
  const auto client = std::to_string(n / 2);
  const auto minute = std::to_string(10 + n % 50);
  const CallScript call{
      .id = "in_" + std::string(8 - std::min<std::size_t>(8, serial.size()), '0') + serial,
      .start = "2026-03-02 1" + std::to_string(n / 50 % 10) + ":" + minute + ":00",
      .client = "7916" + std::string(7 - client.size(), '0') + client,
      .extension = n % 3 == 0 ? "" : "101"};
  if (n % 3 == 0) return {call.Start(), call.End("no answer")};
  auto end = call.End("answered", static_cast<int>(n % 100));
  if (n % 3 == 2) return {call.Start(), call.Internal(), call.Answer(), end};
  const auto recording = "1772434800." + serial;
  end = With(end, {{"is_recorded", "1"}, {"call_id_with_rec", recording}});
  return {call.Start(), call.Record(recording), end};
}

std::string JournalProblems(Stack& stack, const Tenant& tenant,
                            const std::vector<Notification>& acknowledged) {
  std::map<Notification, int> journal;
  const bool arrived = WaitUntil(120s, [&] {
    return stack.Spooled() == 0 && Journalled(stack, tenant).size() >= acknowledged.size();
  });
  for (const auto& fields : Journalled(stack, tenant)) ++journal[fields];
  std::string problems = arrived ? ""
                                 : "fewer events in the journal than answered with 200, or "
                                   "some still in the spool\n";
  for (const auto& fields : acknowledged) {
    const auto found = journal.find(fields);
    const int times = found == journal.end() ? 0 : found->second;
    if (times != 1) problems += std::to_string(times) + " times: " + json(fields).dump() + "\n";
  }
  for (const auto& [fields, times] : journal) {
    if (times > 1) problems += "twice: " + json(fields).dump() + "\n";
  }
  if (!stack.WaitUntilApplied(120s)) problems += "not everything was applied\n";
  return problems;
}

std::set<std::string> StateOf(Stack& stack, const Tenant& tenant) {
  auto session = stack.database().Connect();
  const auto mine = TenantRow(tenant);
  std::set<std::string> state;
  const auto add = [&](const std::string& query) {
    for (const auto& row : session.Query(query)) state.insert(json(row).dump());
  };
  // A call of which only RECORD was kept began nobody knows when: its time is that of its receipt.
  add("SELECT 'call', call_key, direction, outcome, phone, extension, disposition, duration_s,"
      " is_recorded, IF(call_start = '', NULL, started_at), deal_id IS NULL FROM calls"
      " WHERE tenant_id = " +
      mine);
  add("SELECT 'deal', d.phone, d.created_at, d.origin_call, d.owner_extension, c.name FROM deals d"
      " LEFT JOIN board_columns c ON c.tenant_id = d.tenant_id AND c.id = d.column_id"
      " WHERE d.tenant_id = " +
      mine);
  add("SELECT 'note', d.origin_call, c.call_key, n.at, n.text FROM notes n"
      " JOIN deals d ON d.tenant_id = n.tenant_id AND d.id = n.deal_id"
      " JOIN calls c ON c.tenant_id = n.tenant_id AND c.id = n.call_id WHERE n.tenant_id = " +
      mine);
  add("SELECT 'callback', m.call_key, b.phone, b.missed_at, b.closed_at, c.call_key FROM callbacks "
      "b"
      " JOIN calls m ON m.tenant_id = b.tenant_id AND m.id = b.call_id"
      " LEFT JOIN calls c ON c.tenant_id = b.tenant_id AND c.id = b.closed_by"
      " WHERE b.tenant_id = " +
      mine);
  add("SELECT 'recording', recording_key, call_key FROM recordings WHERE tenant_id = " + mine);
  return state;
}

std::string StateProblems(Stack& stack, const Tenant& tenant) {
  const auto state = StateOf(stack, tenant);
  auto events = Journalled(stack, tenant);
  std::sort(events.begin(), events.end());
  const auto again = stack.AddTenant();
  if (!stack.SendAll(events, again)) return "without faults not every event was answered with 200";
  if (!stack.WaitUntilApplied(120s)) return "without faults not everything was applied";
  const auto expected = StateOf(stack, again);
  std::string problems;
  for (const auto& row : state) {
    if (!expected.contains(row)) problems += "only after the fault: " + row + "\n";
  }
  for (const auto& row : expected) {
    if (!state.contains(row)) problems += "only without it: " + row + "\n";
  }
  return problems;
}

}  // namespace novofon::e2e
