// One connection to MySQL or MariaDB. It belongs to one thread and is made again when it was lost.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/adapters/sql.h"
#include "core/errors.h"
#include "core/secret.h"
#include "core/values.h"

namespace novofon {

struct DatabaseAddress {
  std::string socket;  // unix socket; empty: `host` and `port`, with TLS against `ca`
  std::string host;
  int port = 3306;
  std::string ca;
  std::string name;
  std::string user;
  Secret password;
  int read_timeout_s = 5;  // for an operator's long statements more
};

// The cells of one row, copied out of the connector.
class Row {
 public:
  explicit Row(std::vector<std::optional<std::string>> cells) : cells_(std::move(cells)) {}
  bool IsNull(std::size_t i) const { return !cells_.at(i); }
  const std::string& Text(std::size_t i) const { return cells_.at(i).value(); }
  std::uint64_t Number(std::size_t i) const;
  bool Flag(std::size_t i) const { return Number(i) != 0; }
  double Fraction(std::size_t i) const;
  TimePoint Time(std::size_t i) const;  // of a DATETIME(6)
  std::optional<std::string> MaybeText(std::size_t i) const { return cells_.at(i); }
  std::optional<std::uint64_t> MaybeNumber(std::size_t i) const;
  std::optional<double> MaybeFraction(std::size_t i) const;
  std::optional<TimePoint> MaybeTime(std::size_t i) const;

 private:
  std::vector<std::optional<std::string>> cells_;
};

class Database {
 public:
  // Connects at the first use. A thread that uses it first must not race another one's first use:
  // main calls LoadDriver() once, before threads. `patience`: how long a transaction is tried again
  // while the server is away, for results that are dearer than waiting.
  explicit Database(DatabaseAddress address, std::chrono::seconds patience = {});
  ~Database();
  static void LoadDriver();

  // Both throw Unavailable (and forget the connection), Conflict, BadEntry or Bug.
  std::vector<Row> Query(const Sql& sql);
  // Rows inserted or changed; ON DUPLICATE KEY UPDATE counts 1 for an inserted row, 2 for a changed
  // one, 0 for one that stayed as it was.
  std::uint64_t Execute(const Sql& sql);

  // Runs `work` in one transaction and commits when it returns. On a deadlock or a lock wait the
  // whole of `work` runs again (five times at most, then Unavailable), so it must touch nothing but
  // this connection and what it sets anew each time. A connection that was lost while nobody used
  // it is made anew first. With patience `work` may run again although it was committed: when the
  // server went away before it could say so.
  void InTransaction(const std::function<void()>& work);

 private:
  struct Connected;
  Connected& Connect();
  [[noreturn]] void Fail(const std::exception& error, const std::string& sql);
  void Begin();
  void TryTransaction(const std::function<void()>& work);

  DatabaseAddress address_;
  std::chrono::seconds patience_;
  std::unique_ptr<Connected> connected_;
};

}  // namespace novofon
