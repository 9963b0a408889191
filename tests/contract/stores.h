// A journal, a call book and what belongs to recordings over one store, for tests that every
// implementation must pass.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/call_book.h"
#include "core/journal.h"
#include "tests/contract/recording_stores.h"

namespace novofon {

class Stores {
 public:
  virtual ~Stores() = default;
  virtual Journal& journal() = 0;
  virtual CallBook& book() = 0;
  virtual RecordingStores& recordings() = 0;
  // As after a restart of the program: nothing that was held in memory is left.
  virtual void Reopen() = 0;
  // A tenant with the columns that a new one has; its account with the provider is "key-<id>".
  virtual TenantId AddTenant() = 0;
  // See canonical_dump.h.
  virtual std::string Dump(TenantId tenant) = 0;
};

using MakeStores = std::function<std::unique_ptr<Stores>()>;

}  // namespace novofon
