// Where the state lives.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/journal.h"
#include "core/snapshot.h"
#include "core/tenant.h"

namespace novofon {

class CallBook {
 public:
  virtual ~CallBook() = default;

  // Folds `entries` (all of `tenant`) into the tenant's state and marks them applied, in one
  // transaction. Entries that are applied already change nothing. Throws Unavailable when nothing
  // was changed; then calling again is right.
  virtual void Apply(const Tenant& tenant, std::span<const JournalEntry> entries,
                     TimePoint now) = 0;

  // Journalled entries that nobody has applied and that were received before `before`, oldest
  // first, at most `limit`: what a killed process leaves. And some of those that were set aside
  // until then.
  virtual std::vector<JournalEntry> Unapplied(TimePoint before, std::size_t limit) = 0;

  // Apply can't take this entry, alone as it is: until `again` it is in nobody's way. `why` is told
  // to whoever inspects it.
  virtual void SetAside(const JournalEntry& entry, const std::string& why, TimePoint again) = 0;
};

}  // namespace novofon
