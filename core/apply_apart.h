// Entries applied together where that works, and apart where one of them is bad.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>

#include "core/call_book.h"

namespace novofon {

// Tells `failed` of each entry that can't be folded or stored, alone as it is, and why; no entry
// fails its neighbours. Returns how many were applied. Throws Unavailable; what was applied stays.
std::size_t ApplyApart(
    CallBook& book, const Tenant& tenant, std::span<const JournalEntry> entries, TimePoint now,
    const std::function<void(const JournalEntry&, const std::string& why)>& failed);

}  // namespace novofon
