// What the stand-ins are told to do next, and what they were asked.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace novofon::standins {

enum class Service { kLink, kFile, kStt, kLlm };  // "link", "file", "stt", "llm"

const char* NameOf(Service service);
std::optional<Service> ServiceNamed(const std::string& name);

enum class Manner {
  kWhole,
  kHang,         // no byte of an answer until Release()
  kCut,          // half of what was announced, then the connection ends
  kCutUnseen,    // the same, and no length was announced
  kWrongLength,  // more was announced than comes, and the connection stays open
  kEndless,      // never comes to an end
  kDrip,         // a byte each second
};

struct Answer {
  int status = 200;
  std::string type = "application/json";
  std::string body = {};
  std::multimap<std::string, std::string> headers = {};
  Manner manner = Manner::kWhole;
};

// One answer that differs from the usual one.
struct Step {
  std::optional<Answer> answer = {};  // nothing: the usual one, in this manner and after this delay
  Manner manner = Manner::kWhole;
  std::chrono::milliseconds delay{0};
};

struct Asked {
  Service service;
  std::string recording;            // its call_id_with_rec; "": none that is known
  int status = 0;                   // of the answer; 0: none yet
  std::chrono::milliseconds at{0};  // since the stand-ins began
};

// For several threads.
class Script {
 public:
  // The next answers of `service`, for one recording or, when that is "", for any. Each counts
  // once.
  void Then(Service service, const std::string& recording, std::vector<Step> steps);
  // The same answer from now on; nothing takes it back.
  void Always(Service service, const std::string& recording, std::optional<Step> step);
  // How long the usual answers of `service` take.
  void Delay(Service service, std::chrono::milliseconds delay);
  // Lets everything go on that hangs.
  void Release();

  // Taken when a request is in; Step::delay holds the usual delay too.
  Step Next(Service service, const std::string& recording);
  // Until Release(); false: the stand-ins are to end.
  bool Hang();
  // Returns false at once when the stand-ins are to end.
  bool Wait(std::chrono::milliseconds time);
  void End();

  // The number of a new entry, for Answered().
  std::size_t Note(Service service, const std::string& recording);
  void Answered(std::size_t number, int status);
  std::vector<Asked> Log() const;
  // How often `service` was asked for `recording` ("": for any) and answered with `status` (0: with
  // any or none).
  std::size_t Count(Service service, const std::string& recording = "", int status = 0) const;
  // How many were being answered at once, at most.
  std::size_t Peak(Service service) const;

 private:
  using Key = std::pair<Service, std::string>;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::map<Key, std::deque<Step>> then_;
  std::map<Key, Step> always_;
  std::map<Service, std::chrono::milliseconds> delay_;
  std::map<Service, std::size_t> under_way_;
  std::map<Service, std::size_t> peak_;
  std::vector<Asked> log_;
  std::size_t released_ = 0;
  bool over_ = false;
  const std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

}  // namespace novofon::standins
