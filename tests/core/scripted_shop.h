// A workshop for RunOneJob: services that answer as they are told to, a book and a shelf in memory,
// and a diary of what was asked of them in which order.
#pragma once

#include <deque>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/cabinet_time.h"
#include "core/event.h"
#include "core/run_one_job.h"

namespace novofon {

// Answers one after another; the last one for ever.
template <class Answer>
class Script {
 public:
  Script(std::initializer_list<Answer> answers) : answers_(answers) {}
  Script& operator=(Answer answer) {
    answers_ = {std::move(answer)};
    return *this;
  }
  Answer Next() {
    Answer answer = answers_.front();
    if (answers_.size() > 1) answers_.pop_front();
    return answer;
  }

 private:
  std::deque<Answer> answers_;
};

inline Failed Http(int status, std::string message = "") {
  Failed failed;
  failed.error.http_status = status;
  failed.error.message = std::move(message);
  return failed;
}

inline Failed Broken(TransportError transport) {
  Failed failed;
  failed.error.transport = transport;
  return failed;
}

inline std::string ProgressName(const Progress& progress) {
  return std::visit(Overloaded{
                        [](const Fetched&) { return std::string("fetched"); },
                        [](const FileGone&) { return std::string("file gone"); },
                        [](const FileBack&) { return std::string("file back"); },
                        [](const Said&) { return std::string("said"); },
                        [](const Found&) { return std::string("found"); },
                        [](const FillDeal&) { return std::string("fill"); },
                        [](const Ended& end) { return "ended " + std::string(NameOf(end.stage)); },
                        [](const Later&) { return std::string("later"); },
                        [](const GivenBack&) { return std::string("given back"); },
                        [](const StagePaused&) { return std::string("paused"); },
                    },
                    progress);
}

using Diary = std::vector<std::string>;

class ScriptedShop : public RecordingBook,
                     public PassageBook,
                     public LinkBudget,
                     public AudioShelf,
                     public RecordingSource,
                     public Listener,
                     public Transcriber,
                     public Extractor {
 public:
  // What is answered.
  TimePoint now = *ParseUtc("2026-01-15T07:02:00Z");
  bool has_room = true;
  std::optional<TimePoint> budget_is_spent_until;
  Script<std::variant<RecordingLink, Failed>> link = {RecordingLink{"https://files/17.1.mp3"}};
  Script<std::variant<FetchedFile, Failed>> file = {FetchedFile{4096, "5ha"}};
  std::optional<Sound> sound = Sound{60, false, false};
  Script<std::variant<Transcribed, Failed>> heard = {Transcribed{{"Это Пётр.", {}, "ru"}, {}}};
  std::map<std::string, Passage> heard_in_parts;  // before that is answered
  Script<std::variant<Extracted, Failed>> answer = {Extracted{}};
  std::set<Stage> paused;
  bool time_is_over = false;
  std::size_t saves_before_lease_is_lost = 1000;

  // What came of it.
  Diary diary;
  std::vector<Progress> saved;
  std::vector<RecordingJob> jobs;  // as they were when that was saved
  std::set<std::string> files;
  std::vector<Audio> heard_of;
  std::map<PassageKey, Passage> passages;

  void Run(RecordingJob job, const RecordingSettings& settings) {
    RunOneJob(std::move(job), settings,
              {*this, *this, *this, *this, *this, *this, *this, *this, [this] { return now; },
               [] { return Jitter{0}; },
               [this](const RecordingJob& told, const Progress& progress) {
                 diary.push_back("told " + ProgressName(progress) + " after " +
                                 std::string(NameOf(told.stage)));
               },
               [this] { return !time_is_over; }});
  }
  template <class Kind>
  const Kind& Last() const {
    return std::get<Kind>(saved.back());
  }

  bool Save(const RecordingJob& job, const Progress& progress, TimePoint) override {
    if (saved.size() == saves_before_lease_is_lost) {
      diary.push_back("lost");
      return false;
    }
    diary.push_back("save " + ProgressName(progress));
    saved.push_back(progress);
    jobs.push_back(job);
    if (const auto* said = std::get_if<Said>(&progress)) transcripts_[job.recording] = *said;
    return true;
  }
  bool IsPaused(const RecordingJob& job) override { return paused.contains(job.stage); }
  Transcript LoadTranscript(const RecordingJob& job) override {
    diary.push_back("load");
    return transcripts_.at(job.recording).transcript;
  }
  void Keep(const RecordingKey& recording, Transcript transcript) {
    transcripts_[recording].transcript = std::move(transcript);
  }
  std::optional<TimePoint> Spend(const std::string& api_key, TimePoint) override {
    diary.push_back("spend " + api_key);
    return budget_is_spent_until;
  }
  bool HasRoom() override { return has_room; }
  FilePath PlaceOf(const std::string& audio) override { return {"/state/" + audio}; }
  bool Has(const std::string& audio) override { return files.contains("/state/" + audio); }
  void Discard(const std::string& audio) override { files.erase("/state/" + audio); }
  std::variant<RecordingLink, Failed> FindLink(const NovofonAccount&, const RecordingKey& recording,
                                               const CallKey& call) override {
    diary.push_back("link " + recording.value + " of " + call.value);
    return link.Next();
  }
  std::variant<FetchedFile, Failed> Fetch(const NovofonAccount&, const RecordingLink& from,
                                          const FilePath& to) override {
    diary.push_back("fetch " + from.url);
    auto fetched = file.Next();
    if (std::holds_alternative<FetchedFile>(fetched)) files.insert(to.value);
    return fetched;
  }
  std::optional<Failed> Erase(const NovofonAccount&, const RecordingKey&) override { return {}; }
  std::optional<Sound> Listen(const FilePath&) override {
    diary.push_back("listen");
    return sound;
  }
  std::optional<Passage> Find(const RecordingJob&, const PassageKey& key) override {
    const auto found = passages.find(key);
    return found == passages.end() ? std::nullopt : std::optional(found->second);
  }
  bool Keep(const RecordingJob&, const PassageKey& key, const Passage& passage) override {
    passages[key] = passage;
    return true;
  }
  std::variant<Transcribed, Failed> Transcribe(const ModelService&, const Audio& audio,
                                               HeardParts& parts) override {
    diary.push_back("transcribe");
    heard_of.push_back(audio);
    for (const auto& [part, passage] : heard_in_parts) {
      if (parts.Find(part)) continue;
      diary.push_back("pay for " + part);
      if (!parts.Keep(part, passage)) return Broken(TransportError::kStopped);
    }
    return heard.Next();
  }
  std::variant<Extracted, Failed> Extract(const ModelService&, const Transcript& said) override {
    diary.push_back("extract from " + said.text);
    return answer.Next();
  }

 private:
  std::map<RecordingKey, Said> transcripts_;
};

}  // namespace novofon
