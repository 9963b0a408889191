// What the recordings' program does with a recording: stages, each saved before the next is begun,
// so that nothing is paid for twice.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/finding.h"
#include "core/recording_ports.h"
#include "core/snapshot.h"
#include "core/values.h"

namespace novofon {

// What is done already, or how it ended.
enum class Stage {
  kWaiting,      // for its file
  kFetched,      // the file is on the disk and is sound
  kTranscribed,  // the text is saved
  kExtracted,    // what the model found in it is saved
  kDone,         // the deal has it all
  kTooShort,
  kSilent,
  kNoRecording,  // the provider never had a file
  kGaveUp,
};

bool IsOpen(Stage stage);
std::string_view NameOf(Stage stage);  // "too_short", as in the schema and for programs
std::optional<Stage> StageNamed(std::string_view name);

// "recordings/crm/2026-01/3f…", below the state directory: by the recording's key, so that fetching
// it again replaces it.
std::string AudioName(const std::string& user_id, const RecordingKey& recording, TimePoint due_at);

// One run of the program.
struct RunId {
  std::array<std::uint8_t, 16> bytes{};
  auto operator<=>(const RunId&) const = default;
};

// A recording that was leased.
struct RecordingJob {
  TenantId tenant;
  RecordingKey recording;
  CallKey call;
  std::uint32_t lease = 0;  // a later one makes this one's results worthless
  Stage stage = Stage::kWaiting;
  int attempts = 1;    // begun at this stage, this one included
  bool probe = false;  // it tries whether a paused stage works again
  int refusals = 0;    // pauses of this stage that began with it; each time others got through then
  TimePoint due_at;    // when it was first due
  // Of its call, as far as is known.
  Direction direction = Direction::kUnknown;
  TimePoint call_start;
  int call_seconds = 0;
  // Of its file, from kFetched on; also of one that is gone and waited for again.
  std::string audio;  // below the state directory
  Sound sound;
  bool operator==(const RecordingJob&) const = default;
};

// How one stage went.

struct Fetched {
  std::string audio;
  FetchedFile file;
  Sound sound;
  std::string remark;  // "" nothing odd
  bool operator==(const Fetched&) const = default;
};
// Fetched by another host, or taken away: it is fetched again. Until then the other host's file is
// the only one, so it stays known and stays there.
struct FileGone {
  bool operator==(const FileGone&) const = default;
};
struct FileBack {  // of one that was waited for again: this host has it
  bool operator==(const FileBack&) const = default;
};
struct Said {
  Transcript transcript;
  Cost cost;
  std::string engine;
  std::string model;
  bool operator==(const Said&) const = default;
};
struct Found {
  std::vector<Finding> fields;
  Cost cost;
  std::string model;
  bool operator==(const Found&) const = default;
};
struct FillDeal {      // what was found goes into the deal of the call, if it has one
  FieldSet by_itself;  // fields that may be filled without a person
  bool operator==(const FillDeal&) const = default;
};
struct Ended {
  Stage stage = Stage::kDone;
  std::string why;  // "" for kDone
  bool operator==(const Ended&) const = default;
};
struct Later {
  TimePoint at;
  std::string error;
  bool operator==(const Later&) const = default;
};
// Nothing was tried, or what was begun was broken off: it doesn't count as an attempt.
inline constexpr std::string_view kTooLittleSpace = "too little free space";
struct GivenBack {
  TimePoint at;
  std::string why;  // "" when there is nothing to tell; kTooLittleSpace
  bool operator==(const GivenBack&) const = default;
};
// The tenant's account or settings were refused: nothing more of this stage until then.
struct StagePaused {
  std::string error;
  bool operator==(const StagePaused&) const = default;
};

using Progress = std::variant<Fetched, FileGone, FileBack, Said, Found, FillDeal, Ended, Later,
                              GivenBack, StagePaused>;

// The stage after it, for those that go on at once; nothing when the job is out of hand.
std::optional<Stage> NextStage(const Progress& progress);

// Where leases are taken and kept up.
class RecordingLeases {
 public:
  virtual ~RecordingLeases() = default;

  // The recording that is due longest, for `lease_for`: nobody else gets it until then. The attempt
  // is counted now, so that one which kills the program can't do so for ever. Nothing when none is
  // due. Of a paused stage only one is handed out, once the pause is over.
  virtual std::optional<RecordingJob> Take(const RunId& run, TimePoint now,
                                           std::chrono::seconds lease_for) = 0;
  // All that the run holds is held for so long again.
  virtual void KeepUp(const RunId& run, TimePoint now, std::chrono::seconds lease_for) = 0;
  // The run is dead: what it held is due at once.
  virtual void Inherit(const RunId& dead, TimePoint now) = 0;
};

// Where results are kept.
class RecordingBook {
 public:
  virtual ~RecordingBook() = default;

  // In one transaction, and only while the job's lease is the last: false means that somebody else
  // has the recording now, and the result is dropped. What goes on at once stays leased. FillDeal
  // ends the job in the same transaction in which the deal is filled; while the call has no deal,
  // what was found is kept for it (FillLate).
  [[nodiscard]] virtual bool Save(const RecordingJob& job, const Progress& progress,
                                  TimePoint now) = 0;
  // Whether the job's stage is paused for its tenant: then the job goes back and is leased anew, as
  // one that tries whether the pause is over.
  virtual bool IsPaused(const RecordingJob& job) = 0;
  // REQUIRES: the job's stage is kTranscribed or later
  virtual Transcript LoadTranscript(const RecordingJob& job) = 0;
};

// Of a recording's part, as one service heard it.
struct PassageKey {
  std::string engine;
  std::string model;
  std::string part;  // see HeardParts
  auto operator<=>(const PassageKey&) const = default;
};

// Where parts that were heard are kept until the whole is saved. They outlive the attempt that paid
// for them, and go with Said or with the audio.
class PassageBook {
 public:
  virtual ~PassageBook() = default;
  virtual std::optional<Passage> Find(const RecordingJob& job, const PassageKey& key) = 0;
  // Replaces another service's passage of the same part. False as of RecordingBook::Save.
  [[nodiscard]] virtual bool Keep(const RecordingJob& job, const PassageKey& key,
                                  const Passage& passage) = 0;
};

// The provider's limit on requests, over all programs that use the same account.
class LinkBudget {
 public:
  virtual ~LinkBudget() = default;
  // Nothing when a request may be made now; else when to ask again.
  virtual std::optional<TimePoint> Spend(const std::string& api_key, TimePoint now) = 0;
};

// Where audio is kept on this host.
class AudioShelf {
 public:
  virtual ~AudioShelf() = default;
  // Whether there is enough free space for more.
  virtual bool HasRoom() = 0;
  // Where `audio` is to be, or is; directories are made.
  virtual FilePath PlaceOf(const std::string& audio) = 0;
  virtual bool Has(const std::string& audio) = 0;
  // With what an unfinished download of it left.
  virtual void Discard(const std::string& audio) = 0;
};

}  // namespace novofon
