#include "core/apply_apart.h"

#include <exception>

#include "core/errors.h"

namespace novofon {

std::size_t ApplyApart(
    CallBook& book, const Tenant& tenant, std::span<const JournalEntry> entries, TimePoint now,
    const std::function<void(const JournalEntry&, const std::string& why)>& failed) {
  std::string why;
  try {
    book.Apply(tenant, entries, now);
    return entries.size();
  } catch (const Unavailable&) {
    throw;
  } catch (const std::exception& error) {  // bad data, a fault of ours, a zone nobody knows
    why = error.what();
  }
  if (entries.size() == 1) {
    failed(entries.front(), why);
    return 0;
  }
  const std::size_t half = entries.size() / 2;
  return ApplyApart(book, tenant, entries.first(half), now, failed) +
         ApplyApart(book, tenant, entries.subspan(half), now, failed);
}

}  // namespace novofon
