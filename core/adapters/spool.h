// Where an event goes that the database can't take just now: one file each, durable before it is
// answered with 200, journalled from here later. The same directory serves all processes of a host.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/journal.h"

namespace novofon {

// Safe from any thread: one may drain while another puts.
class Spool {
 public:
  // `max_bytes` is what new/ may hold. It is counted anew now and then, not at each Put: each
  // process may exceed it by what it puts in 256 calls. Besides, 1 MiB of the file system is left
  // free.
  //
  // Makes `directory` and its tmp/, new/ and bad/ (mode 0700) if they are missing. Throws
  // std::filesystem::filesystem_error when it can't.
  Spool(std::filesystem::path directory, std::uintmax_t max_bytes);

  // All of `entries` are durable when it returns true (each file written, fsynced, renamed into
  // new/; the directory fsynced). False when the quota or the disk is full or writing fails: then
  // the caller may not answer 200, and nothing half-written is ever drained. An entry may still be
  // drained later: that is harmless.
  [[nodiscard]] bool Put(std::span<const JournalEntry> entries);

  // Hands what is waiting to `keep` in name order, at most `limit` entries and some
  // MiB at once, and removes the files when `keep` returns. What `keep` throws passes through and
  // leaves the files. A file that can't be read as an entry (cut short, wrong hash) is moved to
  // bad/ and reported through `bad`; it never stands in the way of the others. Returns how many
  // entries were handed over. Does nothing and returns 0 while another process drains (flock).
  std::size_t Drain(
      std::size_t limit, const std::function<void(std::span<const JournalEntry>)>& keep,
      const std::function<void(const std::string& file, const std::string& why)>& bad);

  // Moves an entry that the database refuses for good (BadEntry) aside, so that it is kept for a
  // person to look at but not tried again. Throws Unavailable when it can't write: from within
  // `keep` of Drain that leaves the entry where it is.
  void PutAside(const JournalEntry& entry);

  // Whether anything waits; a directory listing, cheap when empty.
  bool Empty() const;

 private:
  bool HasRoom(std::uintmax_t bytes);
  // The new file's name, or nothing when it can't be written.
  std::optional<std::string> Write(const JournalEntry& entry, const std::string& text,
                                   const char* folder);
  bool MoveToBad(const std::string& name, const std::string& why);
  void RemoveAbandoned();
  void Remove(const std::vector<std::string>& names);  // from new/

  std::filesystem::path directory_;
  std::uintmax_t max_bytes_;
  std::atomic<std::uint64_t> sequence_ = 0;  // makes names of one microsecond differ

  std::mutex mutex_;  // what new/ was found to hold, and what this process put there since
  std::optional<std::filesystem::file_time_type> counted_at_;
  std::uintmax_t used_ = 0;
  unsigned puts_since_count_ = 0;
};

}  // namespace novofon
