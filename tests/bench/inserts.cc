#include "tests/bench/inserts.h"

#include <atomic>
#include <cstdio>
#include <mutex>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "core/decode.h"
#include "tests/bench/load.h"
#include "tests/e2e/mariadb.h"
#include "tests/e2e/sql_session.h"

namespace novofon::bench {

namespace {

// A row as the product writes it, but one that no applier takes up; no value of the traffic holds a
// quote.
std::string Statement(const Traffic& traffic, std::size_t i) {
  const auto n = static_cast<unsigned>(i);
  char identity[41];
  std::snprintf(identity, sizeof identity, "%08x%08x%016x%08x", 0x69000000u + n / 300,
                n * 2654435761u, 0u, n);
  const Fields fields = DecodeForm(traffic.Body(i));
  return std::string(
             "INSERT INTO events (identity, tenant_id, event, verdict, fields, received_at, "
             "request_id) VALUES (X'") +
         identity + "', 1, '" + std::string(FieldOf(fields, "event")) + "', 'ignored', '" +
         nlohmann::json(fields).dump() + "', '2026-01-01 00:00:00', '" + identity + "')";
}

}  // namespace

double InsertsPerSecond(const std::filesystem::path& socket, const Traffic& traffic,
                        int connections, std::chrono::milliseconds duration) {
  std::vector<std::string> statements;
  for (std::size_t i = 0; i < traffic.size(); ++i) statements.push_back(Statement(traffic, i));
  std::vector<e2e::SqlSession> sessions;
  for (int i = 0; i < connections; ++i) sessions.emplace_back(socket, e2e::MariaDb::kDatabase);

  std::atomic<std::size_t> next = 0;
  std::mutex mutex;
  std::exception_ptr failure;
  const auto began = Clock::now();
  const auto insert = [&](e2e::SqlSession& session) {
    try {
      for (std::size_t i = 0;
           Clock::now() - began < duration && (i = next++) < statements.size();) {
        session.Execute(statements[i]);
      }
    } catch (...) {
      const std::lock_guard lock(mutex);
      failure = std::current_exception();
    }
  };
  std::vector<std::thread> threads;
  for (auto& session : sessions) threads.emplace_back(insert, std::ref(session));
  for (auto& thread : threads) thread.join();
  if (failure) std::rethrow_exception(failure);
  const double seconds = std::chrono::duration<double>(Clock::now() - began).count();
  return static_cast<double>(std::min(next.load(), statements.size())) / seconds;
}

}  // namespace novofon::bench
