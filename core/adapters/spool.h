// Where an event goes that the database can't take just now: one file each, durable before it is
// answered with 200, journalled from here later. The same directory serves all processes of a host.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <vector>

#include "core/journal.h"

namespace novofon {

class Spool {
 public:
  // Makes `directory` and its tmp/, new/ and bad/ (mode 0700) if they are missing. Throws
  // std::filesystem::filesystem_error when it can't.
  Spool(std::filesystem::path directory, std::uintmax_t max_bytes);

  // All of `entries` are durable when it returns true (each file written, fsynced, renamed into
  // new/; the directory fsynced). False when the quota or the disk is full or writing fails: then
  // the caller may not answer 200, and nothing half-written is ever drained. An entry may still be
  // drained later: that is harmless.
  [[nodiscard]] bool Put(std::span<const JournalEntry> entries);

  // Hands what is waiting to `keep` in name order, at most `limit` entries at once, and removes the
  // files when `keep` returns. What `keep` throws passes through and leaves the files. A file that
  // can't be read as an entry (cut short, wrong hash) is moved to bad/ and reported through `bad`;
  // it never stands in the way of the others. Returns how many entries were handed over. Does
  // nothing and returns 0 while another process drains (flock).
  std::size_t Drain(
      std::size_t limit, const std::function<void(std::span<const JournalEntry>)>& keep,
      const std::function<void(const std::string& file, const std::string& why)>& bad);

  // Moves an entry that the database refuses for good (BadEntry) aside, so that it is kept for a
  // person to look at but not tried again. Called from within `keep` of Drain.
  void PutAside(const JournalEntry& entry);

  // Whether anything waits; a directory listing, cheap when empty.
  bool Empty() const;

 private:
  std::filesystem::path directory_;
  std::uintmax_t max_bytes_;
};

}  // namespace novofon
