// Any order, repetition and grouping of the same events gives the same state; and a store that
// loads no more than Touch says gets the same too.
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

#include "core/settle.h"
#include "tests/contract/canonical_dump.h"
#include "tests/contract/memory_call_book.h"
#include "tests/core/random_calls.h"

namespace novofon {
namespace {

constexpr int kCases = 2000;

using Events = std::vector<JournalEntry>;

void FoldAll(Snapshot& state, const Events& events, const Rules& rules) {
  for (const JournalEntry& entry : events) {
    Fold(state, ReadEvent(entry.fields), entry.received_at, rules);
    for (const CallId call : state.dropped_notes) state.notes.erase(call);
    state.dropped_notes.clear();
  }
}

ColumnId ColumnNamed(const Snapshot& state, const std::string& name) {
  for (const auto& [id, column] : state.columns) {
    if (column.name == name) return id;
  }
  throw std::logic_error("no column " + name);
}

// Person 1 is known: with an open deal, or a lost one, that a call or a person made.
Client& KnownClient(Snapshot& state, RandomDay& random) {
  const PhoneNumber phone{"+79161230001"};
  Client client{ClientId{state.next_id++}, "", Moscow("09:00:00")};
  state.phones[phone] = client.id;
  const ColumnId column = ColumnNamed(state, random.OneOf({"Отказ", "Отказ", "В работе"}));
  Deal deal{.id = DealId{state.next_id++},
            .client = client.id,
            .column = column,
            .phone = phone,
            .created_at = Moscow("10:00:00") + std::chrono::minutes{random.Number(-30, 60)},
            .origin = {},
            .owner_call = {},
            .owner_since = {},
            .owner = {}};
  if (random.Chance(50)) {
    Call call;
    call.id = CallId{state.next_id++};
    call.key = CallKey{"in_0"};
    call.started_incoming = call.ended = true;
    call.started_at = call.first_seen_at = deal.created_at;
    call.caller = "+79161230001";
    call.phone = phone;
    call.client = client.id;
    call.deal = deal.id;
    deal.origin = call.key;
    client.created_at = std::min(client.created_at, deal.created_at);
    state.calls[call.key] = call;
  }
  state.deals[deal.id] = deal;
  return state.clients[client.id] = client;
}

Snapshot StateBefore(RandomDay& random) {
  Snapshot state = NewTenantState();
  if (random.Chance(30)) return state;
  Client& client = KnownClient(state, random);
  if (random.Chance(40)) {
    state.phones[PhoneNumber{"+79161230002"}] = client.id;
    client.name = "Ольга";
  }
  const ColumnId fresh = ColumnNamed(state, "Новые");
  if (random.Chance(20)) state.columns.at(fresh).name = "Свежие";
  if (random.Chance(20)) state.columns.erase(fresh);
  return state;
}

// Some of the events come, then a person closes a deal.
void LiveThroughSome(Snapshot& state, Events& events, RandomDay& random, const Rules& rules) {
  random.Shuffle(events);
  const auto some = events.end() - random.Number(0, static_cast<int>(events.size()));
  FoldAll(state, Events(some, events.end()), rules);
  events.erase(some, events.end());
  for (auto& [id, deal] : state.deals) {
    if (!RandomDay::IsContradicted(deal.phone) && random.Chance(70))
      deal.column = ColumnNamed(state, "Отказ");
  }
}

std::string FoldedWhole(Snapshot state, const Events& events, const Rules& rules) {
  FoldAll(state, events, rules);
  return DumpOf(state);
}

// In batches as they come, of which some come twice and some are taken apart.
std::string FoldedInParts(const Snapshot& before, Events events, const Tenant& tenant,
                          RandomDay& random) {
  const std::size_t once = events.size();
  for (std::size_t i = 0; i < once; ++i) {
    if (random.Chance(30)) events.push_back(events[i]);
  }
  random.Shuffle(events);
  MemoryState memory;
  memory.tenants[kTenant] = before;
  MemoryCallBook book(memory);
  const int largest = random.Number(1, 6);
  for (std::size_t at = 0; at < events.size();) {
    const auto size =
        std::min(events.size() - at, static_cast<std::size_t>(random.Number(1, largest)));
    book.Apply(tenant, std::span(events).subspan(at, size), Moscow("13:00:00"));
    at += size;
  }
  return DumpOf(memory.tenants[kTenant]);
}

std::string Told(const Events& events) {
  std::string text;
  for (const JournalEntry& entry : events) {
    text += FormatUtc(entry.received_at);
    for (const auto& [name, value] : entry.fields) text += " " + name + "=" + value;
    text += "\n";
  }
  return text;
}

std::uint64_t FirstSeed() {
  const char* const given = std::getenv("NOVOFON_TEST_SEED");
  return given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
}

TEST(FoldProperty, OrderRepetitionAndGroupingNeverShow) {
  const std::uint64_t first = FirstSeed();
  std::cout << "NOVOFON_TEST_SEED=" << first << " repeats this run\n";
  for (std::uint64_t seed = first; seed < first + kCases; ++seed) {
    RandomDay random(seed);
    Tenant tenant;
    tenant.id = kTenant;
    tenant.rules.repeat_moves_to_new = random.Chance(30);
    Snapshot before = StateBefore(random);
    Events events = random.Events();
    if (random.Chance(30)) LiveThroughSome(before, events, random, tenant.rules);
    const std::string expected = FoldedWhole(before, events, tenant.rules);
    const std::string in_order = Told(events);
    ASSERT_EQ(FoldedInParts(before, events, tenant, random), expected)
        << "in parts, NOVOFON_TEST_SEED=" << seed << "\n"
        << in_order << "from\n"
        << DumpOf(before);
    random.Shuffle(events);
    ASSERT_EQ(FoldedWhole(before, events, tenant.rules), expected)
        << "whole, NOVOFON_TEST_SEED=" << seed << "\n"
        << in_order << "from\n"
        << DumpOf(before) << "in the order\n"
        << Told(events);
  }
}

}  // namespace
}  // namespace novofon
