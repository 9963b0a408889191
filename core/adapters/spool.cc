#include "core/adapters/spool.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <utility>

#include "core/adapters/durable_file.h"
#include "core/adapters/spool_text.h"
#include "core/errors.h"

namespace novofon {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kReserve = 1024 * 1024;
constexpr unsigned kPutsBetweenCounts = 256;
constexpr std::size_t kLongestFile =
    16U * 1024 * 1024;  // a body of 256 KiB becomes 1.5 MiB at most
constexpr std::size_t kMaxHandedOver = 4U * 1024 * 1024;  // bytes of files, besides one more
constexpr std::chrono::hours kAbandonedAfter{1};

void MakeDirectory(const fs::path& path) {
  if (mkdir(path.c_str(), 0700) == 0 || errno == EEXIST) return;
  throw fs::filesystem_error("can't make the spool", path,
                             std::error_code(errno, std::generic_category()));
}

std::string NameOf(const JournalEntry& entry, std::uint64_t sequence) {
  const auto micros = std::max<std::int64_t>(entry.received_at.time_since_epoch().count(), 0);
  char name[80];
  std::snprintf(name, sizeof name, "%020lld-%ld-%llu.json", static_cast<long long>(micros),
                static_cast<long>(getpid()), static_cast<unsigned long long>(sequence));
  return name;
}

std::vector<std::string> NamesIn(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& file : fs::directory_iterator(folder)) {
    names.push_back(file.path().filename().string());
  }
  std::ranges::sort(names);
  return names;
}

std::optional<std::uintmax_t> BytesIn(const fs::path& folder) {
  std::error_code error;
  std::uintmax_t bytes = 0;
  for (fs::directory_iterator file(folder, error), end; !error && file != end;
       file.increment(error)) {
    std::error_code gone;  // another process drains
    const std::uintmax_t size = file->file_size(gone);
    if (!gone) bytes += size;
  }
  return error ? std::nullopt : std::optional(bytes);
}

// The process, not the file, is why it couldn't be read: it may be readable next time.
bool IsPassing(int error) {
  return error == EMFILE || error == ENFILE || error == ENOMEM || error == ENOENT;
}

}  // namespace

Spool::Spool(fs::path directory, std::uintmax_t max_bytes)
    : directory_(std::move(directory)), max_bytes_(max_bytes) {
  if (directory_.has_parent_path()) fs::create_directories(directory_.parent_path());
  MakeDirectory(directory_);
  for (const char* name : {"tmp", "new", "bad"}) MakeDirectory(directory_ / name);
  if (!SyncDirectory(directory_)) {
    throw fs::filesystem_error("can't sync the spool", directory_,
                               std::error_code(errno, std::generic_category()));
  }
}

bool Spool::Put(std::span<const JournalEntry> entries) {
  std::vector<std::string> texts;
  std::uintmax_t bytes = 0;
  for (const JournalEntry& entry : entries) bytes += texts.emplace_back(SpoolText(entry)).size();
  if (!HasRoom(bytes)) return false;
  std::vector<std::string> written;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    auto name = Write(entries[i], texts[i], "new");
    if (!name) {
      Remove(written);
      return false;
    }
    written.push_back(*std::move(name));
  }
  if (SyncDirectory(directory_ / "new")) return true;
  Remove(written);
  return false;
}

bool Spool::HasRoom(std::uintmax_t bytes) {
  std::error_code error;
  const fs::space_info space = fs::space(directory_, error);
  if (error || space.available < kReserve + bytes) return false;
  const std::lock_guard lock(mutex_);
  const bool fits = counted_at_ && used_ + bytes <= max_bytes_;
  const auto changed_at = fs::last_write_time(directory_ / "new", error);
  if (error) return false;
  // A full spool that nobody drains is not counted at each Put. Time stamps are some milliseconds
  // coarse, hence the second.
  const bool unchanged = counted_at_ && changed_at + std::chrono::seconds{1} < *counted_at_;
  if (fits ? puts_since_count_ >= kPutsBetweenCounts : !unchanged) {
    counted_at_ = fs::file_time_type::clock::now();
    const auto found = BytesIn(directory_ / "new");
    if (!found) return false;
    used_ = *found;
    puts_since_count_ = 0;
  }
  if (used_ + bytes > max_bytes_) return false;
  used_ += bytes;
  ++puts_since_count_;
  return true;
}

std::optional<std::string> Spool::Write(const JournalEntry& entry, const std::string& text,
                                        const char* folder) {
  for (;;) {
    const std::string name = NameOf(entry, sequence_++);
    const fs::path temporary = directory_ / "tmp" / name;
    if (!WriteNewFile(temporary, text)) {
      if (errno == EEXIST) continue;
      return std::nullopt;
    }
    if (RenameToNew(temporary, directory_ / folder / name)) return name;
    const int error = errno;
    unlink(temporary.c_str());
    // Taken: a process of the same number, in another container or before a restart.
    if (error != EEXIST) return std::nullopt;
  }
}

std::size_t Spool::Drain(
    std::size_t limit, const std::function<void(std::span<const JournalEntry>)>& keep,
    const std::function<void(const std::string& file, const std::string& why)>& bad) {
  // The directory is its own lock: a lock file could not be made on the full disk that is to be
  // drained.
  const fs::path waiting = directory_ / "new";
  const Descriptor lock(open(waiting.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!lock) {
    throw fs::filesystem_error("can't open the spool", waiting,
                               std::error_code(errno, std::generic_category()));
  }
  if (flock(lock.get(), LOCK_EX | LOCK_NB) != 0) return 0;
  RemoveAbandoned();
  std::size_t handed_over = 0;
  std::vector<JournalEntry> entries;
  std::vector<std::string> files;
  std::size_t bytes = 0;
  const auto hand_over = [&] {
    if (entries.empty()) return;
    keep(entries);
    Remove(files);
    handed_over += entries.size();
    entries.clear();
    files.clear();
    bytes = 0;
  };
  for (const std::string& name : NamesIn(directory_ / "new")) {
    const auto text = ReadWholeFile(directory_ / "new" / name, kLongestFile);
    if (!text && IsPassing(errno)) continue;
    auto read = text ? ReadSpoolText(*text) : NoEntry{"it can't be read as a file of this spool"};
    if (const auto* no_entry = std::get_if<NoEntry>(&read)) {
      if (MoveToBad(name, no_entry->why)) bad(name, no_entry->why);
      continue;
    }
    entries.push_back(std::get<JournalEntry>(std::move(read)));
    files.push_back(name);
    bytes += text->size();
    if (entries.size() >= limit || bytes >= kMaxHandedOver) hand_over();
  }
  hand_over();
  return handed_over;
}

void Spool::PutAside(const JournalEntry& entry) {
  const auto name = Write(entry, SpoolText(entry), "bad");
  if (!name || !SyncDirectory(directory_ / "bad")) {
    throw Unavailable("an entry that the database refuses can't be written to the spool's bad/");
  }
  // Without its reason the file still says enough.
  static_cast<void>(
      WriteNewFile(directory_ / "bad" / (*name + ".why"), "the database can't store this entry\n"));
}

bool Spool::Empty() const {
  return fs::directory_iterator(directory_ / "new") == fs::directory_iterator();
}

bool Spool::MoveToBad(const std::string& name, const std::string& why) {
  fs::path target = directory_ / "bad" / name;
  for (int again = 2; !RenameToNew(directory_ / "new" / name, target); ++again) {
    if (errno != EEXIST) return false;
    target = directory_ / "bad" / (name + "." + std::to_string(again));
  }
  static_cast<void>(WriteNewFile(target.string() + ".why", why + "\n"));
  static_cast<void>(SyncDirectory(directory_ / "bad"));
  return true;
}

// What a process left that was killed between writing and renaming. Nobody was answered 200 for it.
void Spool::RemoveAbandoned() {
  const auto before = fs::file_time_type::clock::now() - kAbandonedAfter;
  for (const std::string& name : NamesIn(directory_ / "tmp")) {
    std::error_code gone;
    const auto written_at = fs::last_write_time(directory_ / "tmp" / name, gone);
    if (!gone && written_at < before) fs::remove(directory_ / "tmp" / name, gone);
  }
}

void Spool::Remove(const std::vector<std::string>& names) {
  if (names.empty()) return;
  for (const std::string& name : names) unlink((directory_ / "new" / name).c_str());
  // If this is lost the entries come again, and are repeats.
  static_cast<void>(SyncDirectory(directory_ / "new"));
  const std::lock_guard lock(mutex_);
  counted_at_.reset();
}

}  // namespace novofon
