// Novofon's /v1/pbx/record/request/ and the files behind its links.
#pragma once

#include <chrono>
#include <deque>
#include <map>
#include <mutex>
#include <set>
#include <string>

#include "tests/standins/desk.h"

namespace novofon::standins {

// For several threads.
class LinkDesk {
 public:
  LinkDesk(Shelf& shelf, Accounts accounts, int requests_per_minute)
      : shelf_(shelf), accounts_(std::move(accounts)), per_minute_(requests_per_minute) {}

  // `base` is where links begin: "http://127.0.0.1:8080".
  Usual AnswerLink(const httplib::Request& request, const std::string& base);
  // DELETE of the same path: the recording is gone for good.
  Usual Erase(const httplib::Request& request);
  // Of /v1/pbx/record/download/TOKEN/NAME.
  Usual AnswerFile(const std::string& token);
  // As if every link's time were up.
  void ForgetLinks();

 private:
  using Clock = std::chrono::steady_clock;
  struct Link {
    const Recording* recording;
    std::string key;  // that was asked for
    Clock::time_point till;
  };
  bool IsSigned(const httplib::Request& request) const;
  bool TakesOneMore(const std::string& account);

  Shelf& shelf_;
  const Accounts accounts_;
  const int per_minute_;
  std::mutex mutex_;
  std::map<std::string, std::deque<Clock::time_point>> last_minute_;  // by account
  std::set<std::string> erased_;                                      // keys
  std::map<std::string, Link> links_;                                 // by token
  unsigned long tokens_ = 0;
};

}  // namespace novofon::standins
