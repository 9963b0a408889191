#include "tests/bench/ground.h"

#include <sys/utsname.h>

#include <set>
#include <stdexcept>

#include "tests/bench/costs.h"

namespace novofon::bench {

namespace {

constexpr const char* kSecret = "a secret for measuring";
constexpr std::size_t kHistoryStep = 250'000;

std::vector<std::string> DatabaseOptions() {
  return {"--innodb-buffer-pool-size=256M",
          "--innodb-buffer-pool-size-max=256M",
          "--innodb-log-file-size=96M",
          "--innodb-flush-log-at-trx-commit=1",
          "--skip-log-bin",
          "--max-connections=200"};
}

e2e::StackOptions StackPlan(int processes, const std::filesystem::path& php_directory) {
  e2e::StackOptions options;
  options.processes = processes;
  options.mariadb_options = DatabaseOptions();
  options.nginx_server_lines =
      "    keepalive_requests 100000000;\n"
      "    location = " +
      Ground::PathOf(Target::kReturn200) + " { return 200; }\n" +
      PhpFpm::NginxLocation(php_directory, Ground::PathOf(Target::kPhp));
  return options;
}

PhpPlan PhpPlanFor(const std::filesystem::path& directory, e2e::Stack& stack,
                   const e2e::Tenant& tenant) {
  const auto id =
      stack.database().Connect().Value("SELECT id FROM tenants WHERE user_id='" + tenant.id + "'");
  return {directory,           stack.database().socket(),
          e2e::MariaDb::kUser, e2e::MariaDb::kPassword,
          tenant.id,           tenant.secret,
          std::stoi(id)};
}

std::string FirstLine(const e2e::Finished& finished) {
  const std::string text = finished.out + finished.err;
  return text.substr(0, text.find('\n'));
}

}  // namespace

Ground::Ground(int processes, std::size_t history)
    : stack_(StackPlan(processes, php_directory_.path())),
      tenant_(stack_.AddTenant(kSecret)),
      php_(PhpPlanFor(php_directory_.path(), stack_, tenant_)),
      sql_(stack_.database().Connect()),
      history_(history) {
  sql_.Execute("CREATE SEQUENCE bench_ids START WITH 1000000000 CACHE 1000");
  if (history > 0) {
    stack_.pool().Stop();
    Remember(history);
    stack_.pool().Start();
  }
}

// Events of the past year, one every three seconds, as the product would have written them.
void Ground::Remember(std::size_t history) {
  sql_.Execute("SET GLOBAL innodb_flush_log_at_trx_commit = 2");
  for (std::size_t from = 1; from <= history; from += kHistoryStep) {
    const std::size_t to = std::min(from + kHistoryStep - 1, history);
    sql_.Execute(
        "INSERT INTO events (identity, tenant_id, event, verdict, fields, received_at, applied_at, "
        "request_id) SELECT UNHEX(CONCAT(HEX(1700000000 + seq * 3), MD5(seq))), 1, 'NOTIFY_END', "
        "'accepted', CONCAT('{\"call_id_with_rec\":\"', 1700000000 + seq * 3, '.', seq, "
        "'\",\"call_start\":\"', FROM_UNIXTIME(1700000000 + seq * 3), "
        "'\",\"called_did\":\"74951270777\","
        "\"caller_id\":\"+7', 9200000000 + seq, "
        "'\",\"disposition\":\"answered\",\"duration\":\"61\","
        "\"event\":\"NOTIFY_END\",\"internal\":\"101\",\"is_recorded\":\"1\",\"last_internal\":"
        "\"101\","
        "\"pbx_call_id\":\"in_', SHA1(seq), '\",\"status_code\":\"16\"}'), "
        "FROM_UNIXTIME(1700000000 + seq * 3), FROM_UNIXTIME(1700000000 + seq * 3), MD5(seq) "
        "FROM seq_" +
        std::to_string(from) + "_to_" + std::to_string(to));
  }
  sql_.Execute("UPDATE journal_mark SET applied_up_to = (SELECT MAX(id) FROM events)");
  // What is still to be written of it must not burden the figures.
  sql_.Execute("SET GLOBAL innodb_max_dirty_pages_pct = 0");
  const auto dirty_pages = [this] {
    return std::stoll(sql_.Query("SHOW GLOBAL STATUS LIKE 'Innodb_buffer_pool_pages_dirty'")[0][1]);
  };
  e2e::WaitUntil(std::chrono::minutes(5), [&] { return dirty_pages() < 100; });
  sql_.Execute("SET GLOBAL innodb_max_dirty_pages_pct = DEFAULT");
  sql_.Execute("SET GLOBAL innodb_flush_log_at_trx_commit = 1");
}

std::uint16_t Ground::port() const {
  const std::string base = const_cast<e2e::Stack&>(stack_).nginx().http();
  return static_cast<std::uint16_t>(std::stoi(base.substr(base.rfind(':') + 1)));
}

std::string Ground::PathOf(Target target) {
  switch (target) {
    case Target::kNovofon:
      return "/api/webhooks/novofon";
    case Target::kPhp:
      return "/bench/php";
    case Target::kReturn200:
      return "/bench/return-200";
  }
  throw std::logic_error("no such target");
}

void Ground::Clear() {
  const auto last = std::stoll(sql_.Value("SELECT COALESCE(MAX(id), 0) FROM events"));
  events_before_ = std::max(events_before_, last);
  if (history_ == 0) {
    sql_.Execute("TRUNCATE events");
    // Going on, not beginning anew: the pool may know up to where everything is applied.
    sql_.Execute("ALTER TABLE events AUTO_INCREMENT = " + std::to_string(events_before_ + 1));
  }
  for (const char* table : {"turned_away", "calls", "clients", "client_phones", "deals", "notes",
                            "callbacks", "recordings"}) {
    sql_.Execute(std::string("TRUNCATE ") + table);
  }
}

Clock::time_point Ground::WaitUntilApplied(std::size_t accepted) {
  const std::string since = " FROM events WHERE id > " + std::to_string(events_before_);
  const std::string pending = "SELECT COUNT(*) FROM (SELECT 1" + since +
                              " AND applied_at IS NULL AND verdict = 'accepted' LIMIT 1) AS one";
  const auto is_whole = [&] {  // what a moment's hesitation put into the spool counts as well
    return sql_.Number(pending) == 0 && stack_.Spooled() == 0 &&
           sql_.Number("SELECT COUNT(*)" + since) >= static_cast<long long>(accepted);
  };
  if (!e2e::WaitUntil(std::chrono::minutes(1), is_whole)) {
    throw std::runtime_error("events are still not applied after a minute");
  }
  return Clock::now();
}

void Ground::Check(const Traffic& traffic, const LoadResult& result) {
  std::set<std::uint32_t> clients;
  long long accepted = 0;
  long long ends = 0;
  for (std::size_t i = 0; i < traffic.size(); ++i) {
    if (!result.accepted[i]) continue;
    ++accepted;
    if (!traffic.shot(i).ends_call) continue;
    ++ends;
    clients.insert(traffic.shot(i).client);
  }
  const auto expect = [this](const std::string& query, long long expected) {
    const long long found = sql_.Number(query);
    if (found == expected) return;
    throw std::runtime_error(query + ": " + std::to_string(found) + ", not " +
                             std::to_string(expected));
  };
  expect("SELECT COUNT(*) FROM events WHERE id > " + std::to_string(events_before_), accepted);
  expect("SELECT COUNT(*) FROM calls WHERE ended", ends);
  expect("SELECT COUNT(*) FROM notes", ends);
  expect("SELECT COUNT(*) FROM deals", static_cast<long long>(clients.size()));
}

std::map<std::string, double> Ground::ProcessorSecondsSoFar() {
  double pool = 0;
  for (std::size_t i = 0; i < stack_.pool().size(); ++i) {
    pool += ProcessorSeconds(stack_.pool().Pid(i));
  }
  return {{"database", ProcessorSeconds(stack_.database().pid())},
          {"nginx", ProcessorSeconds(stack_.nginx().pid())},
          {"handlers", pool + ProcessorSeconds(php_.pid())},
          {"generator", OwnProcessorSeconds()}};
}

std::uint64_t Ground::PoolPssKiB() {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < stack_.pool().size(); ++i) sum += PssKiB(stack_.pool().Pid(i));
  return sum;
}

std::vector<std::string> Ground::Circumstances() {
  std::vector<std::string> lines;
  utsname kernel{};
  uname(&kernel);
  lines.push_back(std::string("kernel ") + kernel.sysname + " " + kernel.release);
  const auto version_of = [](const char* program, const char* package) {
    return FirstLine(e2e::RunToEnd({{e2e::FindProgram(program, package), "-v"}, {}, {}}));
  };
  lines.push_back(version_of("nginx", "nginx"));
  lines.push_back(version_of("php-fpm8.2", "php8.2-fpm"));
  lines.push_back("database " + sql_.Value("SELECT @@version"));
  for (const auto& row : sql_.Query(
           "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('innodb_flush_log_at_trx_commit', "
           "'innodb_flush_method', 'innodb_doublewrite', 'innodb_buffer_pool_size', 'log_bin', "
           "'sync_binlog')")) {
    lines.push_back(row[0] + " " + row[1]);
  }
  return lines;
}

}  // namespace novofon::bench
