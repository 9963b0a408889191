// The servers on which everything is measured: one MariaDB, one nginx, behind it the pool as it is
// shipped and php-fpm as its rival.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tests/bench/load.h"
#include "tests/bench/php_fpm.h"
#include "tests/bench/traffic.h"
#include "tests/e2e/stack.h"

namespace novofon::bench {

enum class Target { kNovofon, kPhp, kReturn200 };

class Ground {
 public:
  // With `history` events in the journal already, all of them applied.
  Ground(int processes, std::size_t history);

  std::uint16_t port() const;
  static std::string PathOf(Target target);
  const std::string& user_id() const { return tenant_.id; }
  Secret api_secret() const { return Secret(tenant_.secret); }
  PhpFpm& php() { return php_; }
  const std::filesystem::path& database_socket() { return stack_.database().socket(); }

  // As before the first call; the history stays, and so does the counter of ids.
  void Clear();
  // When `accepted` events had all reached the journal and their calls and deals were there. Throws
  // after a minute.
  Clock::time_point WaitUntilApplied(std::size_t accepted);
  // Throws when the rows are not what the accepted events must become: each event once in the
  // journal, a call for every END, a deal for every client.
  void Check(const Traffic& traffic, const LoadResult& result);

  // Processor seconds used so far by the programs of each kind.
  std::map<std::string, double> ProcessorSecondsSoFar();
  // Of all processes of the pool.
  std::uint64_t PoolPssKiB();
  // What the figures depend on: versions and settings, each "name value".
  std::vector<std::string> Circumstances();

 private:
  void Remember(std::size_t history);

  e2e::ScratchDirectory php_directory_;
  e2e::Stack stack_;
  e2e::Tenant tenant_;
  PhpFpm php_;
  e2e::SqlSession sql_;
  std::size_t history_;
  long long events_before_ = 0;  // the last id that doesn't belong to the figure being taken
};

}  // namespace novofon::bench
