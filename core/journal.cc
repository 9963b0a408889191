#include "core/journal.h"

namespace novofon {

std::size_t SizeOf(const JournalEntry& entry) {
  std::size_t size = entry.event.size() + entry.request_id.size();
  for (const auto& [name, value] : entry.fields) size += name.size() + value.size();
  return size;
}

}  // namespace novofon
