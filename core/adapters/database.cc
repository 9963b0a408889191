#include "core/adapters/database.h"

#include <cppconn/connection.h>
#include <cppconn/driver.h>
#include <cppconn/exception.h>
#include <cppconn/resultset.h>
#include <cppconn/resultset_metadata.h>
#include <cppconn/statement.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <thread>

namespace novofon {
namespace {

enum class ErrorKind { kConflict, kBadData, kUnavailable, kBug };

// What to do about an error of the server or the client library; the numbers were met on MariaDB
// 10.11 and MySQL 9 and stand nowhere else.
constexpr ErrorKind Classify(int code) {
  switch (code) {
    case 1205:  // lock wait
    case 1213:  // deadlock; on Galera also at COMMIT
    case 3572:  // MySQL's NOWAIT
      return ErrorKind::kConflict;
    case 1062:  // duplicate key
    case 1105:
    case 1153:  // larger than max_allowed_packet
    case 1264:
    case 1265:
    case 1292:
    case 1366:
    case 1406:  // too long
    case 3140:
    case 4025:
      return ErrorKind::kBadData;
    case 1054:  // unknown column
    case 1064:  // syntax
    case 1136:
    case 1146:  // no such table
    case 1364:
      return ErrorKind::kBug;
    default:  // gone, refused, read-only, too many connections, not ready, denied, disk full...
      return ErrorKind::kUnavailable;
  }
}
static_assert(Classify(1213) == ErrorKind::kConflict);
static_assert(Classify(2006) == ErrorKind::kUnavailable);

// Messages of the server may quote values. Client errors (2xxx) name sockets and hosts, and what is
// said of a refused user or an unknown database names these: that helps.
bool NamesNoValue(int code) {
  constexpr std::array kRefusals{1044, 1045, 1049, 1698};
  return (code >= 2000 && code < 3000) || std::ranges::find(kRefusals, code) != kRefusals.end();
}

constexpr int kConnectTimeoutSeconds = 3;
constexpr int kWriteTimeoutSeconds = 5;
constexpr int kMaxTries = 5;
constexpr std::chrono::milliseconds kBetweenAttempts{500};

template <class Number>
Number ParseNumber(std::string_view text) {
  Number value{};
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  if (parsed.ec != std::errc()) throw Bug("a number was expected in a result");
  return value;
}

TimePoint ParseTime(std::string_view text) {
  // YYYY-MM-DD HH:MM:SS[.ffffff]
  if (text.size() < 19) throw Bug("a time was expected in a result");
  const auto part = [&](std::size_t at, std::size_t length) {
    return ParseNumber<int>(text.substr(at, length));
  };
  const std::chrono::year_month_day date{std::chrono::year{part(0, 4)},
                                         std::chrono::month{static_cast<unsigned>(part(5, 2))},
                                         std::chrono::day{static_cast<unsigned>(part(8, 2))}};
  TimePoint time = std::chrono::sys_days{date} + std::chrono::hours{part(11, 2)} +
                   std::chrono::minutes{part(14, 2)} + std::chrono::seconds{part(17, 2)};
  if (text.size() > 20) {
    std::string fraction(text.substr(20, 6));
    fraction.resize(6, '0');
    time += std::chrono::microseconds{ParseNumber<int>(fraction)};
  }
  return time;
}

sql::ConnectOptionsMap Options(const DatabaseAddress& address) {
  sql::ConnectOptionsMap options;
  options["hostName"] = address.socket.empty()
                            ? "tcp://" + address.host + ":" + std::to_string(address.port)
                            : "unix://" + address.socket;
  options["userName"] = address.user;
  options["password"] = std::string(address.password.Reveal());
  options["schema"] = address.name;
  options["OPT_CHARSET_NAME"] = std::string("utf8mb4");
  options["OPT_CONNECT_TIMEOUT"] = kConnectTimeoutSeconds;
  options["OPT_READ_TIMEOUT"] = address.read_timeout_s;
  options["OPT_WRITE_TIMEOUT"] = kWriteTimeoutSeconds;
  options["OPT_LOCAL_INFILE"] = 0;
  if (address.socket.empty()) {
    // The only two options of this connector that really refuse a server without the right
    // certificate; the SSL mode options downgrade silently.
    options["sslCA"] = address.ca;
    options["sslVerify"] = true;
  }
  return options;
}

}  // namespace

std::uint64_t Row::Number(std::size_t i) const { return ParseNumber<std::uint64_t>(Text(i)); }
double Row::Fraction(std::size_t i) const { return ParseNumber<double>(Text(i)); }
TimePoint Row::Time(std::size_t i) const { return ParseTime(Text(i)); }
std::optional<std::uint64_t> Row::MaybeNumber(std::size_t i) const {
  return IsNull(i) ? std::nullopt : std::optional(Number(i));
}
std::optional<double> Row::MaybeFraction(std::size_t i) const {
  return IsNull(i) ? std::nullopt : std::optional(Fraction(i));
}
std::optional<TimePoint> Row::MaybeTime(std::size_t i) const {
  return IsNull(i) ? std::nullopt : std::optional(Time(i));
}

struct Database::Connected {
  std::unique_ptr<sql::Connection> connection;
  std::unique_ptr<sql::Statement> statement;
};

Database::Database(DatabaseAddress address, std::chrono::seconds patience)
    : address_(std::move(address)), patience_(patience) {}
Database::~Database() = default;

void Database::LoadDriver() { get_driver_instance(); }

Database::Connected& Database::Connect() {
  if (connected_) return *connected_;
  auto options = Options(address_);
  auto fresh = std::make_unique<Connected>();
  fresh->connection.reset(get_driver_instance()->connect(options));
  fresh->statement.reset(fresh->connection->createStatement());
  // READ COMMITTED: an applier that waited for its turn must see what the one before it wrote. The
  // mode makes bad data an error instead of a warning, on every server.
  fresh->statement->execute(
      "SET SESSION sql_mode='STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', "
      "time_zone='+00:00', innodb_lock_wait_timeout=3");
  fresh->statement->execute("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
  if (address_.socket.empty()) {
    const std::unique_ptr<sql::ResultSet> cipher(
        fresh->statement->executeQuery("SHOW SESSION STATUS LIKE 'Ssl_cipher'"));
    if (!cipher->next() || cipher->getString(2).length() == 0) {
      throw Unavailable("the database connection is not encrypted; set NOVOFON_DB_CA");
    }
  }
  connected_ = std::move(fresh);
  return *connected_;
}

void Database::Fail(const std::exception& error, const std::string& sql) {
  const auto* of_server = dynamic_cast<const sql::SQLException*>(&error);
  if (of_server == nullptr) {
    connected_.reset();
    throw Unavailable(error.what());
  }
  const int code = of_server->getErrorCode();
  const std::string what = "database error " + std::to_string(code);
  switch (Classify(code)) {
    case ErrorKind::kConflict:
      throw Conflict(what);
    case ErrorKind::kBadData:
      throw BadEntry(what);
    case ErrorKind::kBug:
      // The statement's beginning only: what follows are values.
      throw Bug(what + " in " + sql.substr(0, 40));
    case ErrorKind::kUnavailable:
      break;
  }
  connected_.reset();
  throw Unavailable(NamesNoValue(code) ? what + ": " + of_server->what() : what);
}

std::vector<Row> Database::Query(const Sql& sql) {
  try {
    const std::unique_ptr<sql::ResultSet> result(
        Connect().statement->executeQuery(sql::SQLString(sql.text())));
    const unsigned columns = result->getMetaData()->getColumnCount();
    std::vector<Row> rows;
    while (result->next()) {
      std::vector<std::optional<std::string>> cells(columns);
      for (unsigned i = 0; i < columns; ++i) {
        const sql::SQLString cell = result->getString(i + 1);
        if (!result->wasNull()) cells[i] = cell.asStdString();
      }
      rows.emplace_back(std::move(cells));
    }
    return rows;
  } catch (const sql::SQLException& error) {
    Fail(error, sql.text());
  }
}

std::uint64_t Database::Execute(const Sql& sql) {
  try {
    const int changed = Connect().statement->executeUpdate(sql::SQLString(sql.text()));
    return changed < 0 ? 0 : static_cast<std::uint64_t>(changed);
  } catch (const sql::SQLException& error) {
    Fail(error, sql.text());
  }
}

// Nothing was done yet, so a connection that had died of idleness costs nothing.
void Database::Begin() {
  const bool is_used = connected_ != nullptr;
  try {
    Execute(Sql() << "START TRANSACTION");
  } catch (const Unavailable&) {
    if (!is_used) throw;
    Execute(Sql() << "START TRANSACTION");
  }
}

void Database::TryTransaction(const std::function<void()>& work) {
  try {
    Begin();
    work();
    Execute(Sql() << "COMMIT");
  } catch (...) {
    // A connection that is dropped rolls back by itself; one that lives must be told. If telling it
    // fails it is dropped too.
    if (connected_) {
      try {
        Execute(Sql() << "ROLLBACK");
      } catch (const std::exception&) {
        connected_.reset();
      }
    }
    throw;
  }
}

void Database::InTransaction(const std::function<void()>& work) {
  const auto until = std::chrono::steady_clock::now() + patience_;
  for (int conflicts = 0;;) {
    try {
      TryTransaction(work);
      return;
    } catch (const Conflict&) {
      if (++conflicts == kMaxTries)
        throw Unavailable("the transaction met deadlocks five times in a row");
    } catch (const Unavailable&) {
      if (std::chrono::steady_clock::now() >= until) throw;
      // A server tells nobody that it is back: it is asked again, and not in a tight loop.
      std::this_thread::sleep_for(kBetweenAttempts);
    }
  }
}

}  // namespace novofon
