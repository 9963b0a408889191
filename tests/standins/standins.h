// Novofon's API and recordings, a speech-to-text server and a language model, played on one port of
// the loopback: as strict as the originals, scripted where they fail.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "tests/standins/desk.h"
#include "tests/standins/failures.h"

namespace novofon::standins {

struct Options {
  Accounts accounts = {};
  int requests_per_minute = 100;  // of Novofon's API
  std::uint16_t port = 0;         // 0: any that is free
};

class StandIns {
 public:
  // Listens when this returns. Throws std::runtime_error when the port can't be had.
  explicit StandIns(Options options = {});
  // Ends what hangs too.
  ~StandIns();

  std::uint16_t port() const;
  std::string novofon() const;         // "http://127.0.0.1:PORT"
  std::string stt() const;             // "…/v1": the multipart shape
  std::string openrouter_stt() const;  // "…/api/v1": the JSON shape
  std::string llm() const;             // "…/api/v1"

  Shelf& shelf();
  Script& script();
  // As if every link that was handed out were too old.
  void ForgetLinks();

 private:
  class Server;
  std::unique_ptr<Server> server_;
};

// A POST to /control: {"service":"stt","recording":"…","then":[{"status":429,"retry_after":1},
// {"failure":"insufficient_quota"},{"manner":"hang"},{"delay_ms":500}]}, {"always":{…}},
// {"delay_ms":1000}, {"release":true}. What is wrong with it; "" when nothing is.
std::string Tell(Script& script, const std::string& json);
// For GET /control/log.
std::string LogAsJson(const Script& script);

}  // namespace novofon::standins
