// The journal: every notification that was answered with 200, once.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/identity.h"
#include "core/values.h"

namespace novofon {

enum class Verdict { kAccepted, kIgnored };  // kIgnored: an unknown event, kept but never applied

struct JournalEntry {
  TenantId tenant;
  Identity identity;
  std::string event;  // the provider's name of it, for people; at most 64 bytes
  Verdict verdict = Verdict::kAccepted;
  Fields fields;
  TimePoint received_at;
  std::string request_id;
  bool operator==(const JournalEntry&) const = default;
};

// Bytes of its texts: what it costs in memory, on the disk and on the wire.
std::size_t SizeOf(const JournalEntry& entry);

enum class Kept {
  kNew,
  kRepeat,
  kRefused,  // the database can never take this one (bad data): put it aside for a person
};

class Journal {
 public:
  virtual ~Journal() = default;

  // One answer per entry, in order. When it returns all but the refused are durable; equal
  // identities are one event, also within `entries`. A bad entry never fails its neighbours. Throws
  // Unavailable when not everything was kept, or when that isn't known; calling again with the same
  // entries is safe.
  [[nodiscard]] virtual std::vector<Kept> Keep(std::span<const JournalEntry> entries) = 0;
};

}  // namespace novofon
