// What stands in a file of the spool: "novofon-spool 1 LENGTH SHA256\n", then LENGTH bytes of JSON.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "core/journal.h"

namespace novofon {

// Holds every byte of the entry, also those that are no UTF-8: its identity was made from them.
std::string SpoolText(const JournalEntry& entry);

struct NoEntry {
  std::string why;  // quotes nothing of the text
};

// The entry, if the text is all of what SpoolText wrote.
std::variant<JournalEntry, NoEntry> ReadSpoolText(std::string_view text);

}  // namespace novofon
