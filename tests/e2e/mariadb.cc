#include "tests/e2e/mariadb.h"

#include <cppconn/exception.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <stdexcept>

#include "tests/e2e/wait.h"

namespace novofon::e2e {
namespace {

namespace fs = std::filesystem;

// As root the server runs as root, so that it may write wherever the test may.
std::vector<std::string> UserOption() {
  return geteuid() == 0 ? std::vector<std::string>{"--user=root"} : std::vector<std::string>{};
}

void MakeTemplate(const fs::path& data) {
  const auto raw = fs::path(data.string() + ".new");
  fs::remove_all(raw);
  Command command{
      {FindProgram("mariadb-install-db", "mariadb-server"), "--no-defaults", "--force",
       "--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve",
       "--basedir=/usr", "--datadir=" + raw.string(), "--innodb-log-file-size=8M"},
      {{"PATH", "/usr/sbin:/usr/bin:/sbin:/bin"}, {"HOME", "/nonexistent"}},
      {}};
  for (const auto& option : UserOption()) command.argv.push_back(option);
  const auto made = RunToEnd(command);
  if (made.status != 0) {
    throw std::runtime_error("mariadb-install-db failed: " + made.out + made.err);
  }
  fs::rename(raw, data);
}

// The same for all tests of a build, made by the first.
fs::path Template() {
  const fs::path directory = NOVOFON_E2E_TEMPLATE;
  fs::create_directories(directory);
  const int lock = open((directory / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (lock < 0 || flock(lock, LOCK_EX) != 0) {
    throw std::runtime_error("cannot lock " + (directory / "lock").string());
  }
  const auto data = directory / "data";
  if (!fs::exists(data)) MakeTemplate(data);
  close(lock);
  return data;
}

}  // namespace

MariaDb::MariaDb(const fs::path& directory, std::vector<std::string> options)
    : directory_(directory), socket_(directory / "db.sock"), options_(std::move(options)) {
  fs::create_directories(directory_ / "tmp");
  fs::copy(Template(), directory_ / "data", fs::copy_options::recursive);
  Start();
  SqlSession root(socket_, "");
  root.Execute("CREATE DATABASE novofon CHARACTER SET utf8mb4");
  root.Execute(std::string("CREATE USER novofon@localhost IDENTIFIED BY '") + kPassword + "'");
  root.Execute("GRANT ALL ON novofon.* TO novofon@localhost");
}

void MariaDb::Start() {
  Command command{
      {FindProgram("mariadbd", "mariadb-server"), "--no-defaults", "--basedir=/usr",
       "--datadir=" + (directory_ / "data").string(), "--tmpdir=" + (directory_ / "tmp").string(),
       "--socket=" + socket_.string(), "--pid-file=" + (directory_ / "db.pid").string(),
       "--log-error=" + (directory_ / "db.log").string(), "--skip-networking",
       "--skip-name-resolve", "--character-set-server=utf8mb4",
       "--collation-server=utf8mb4_unicode_ci", "--performance-schema=OFF",
       "--innodb-buffer-pool-size=64M", "--innodb-buffer-pool-size-max=64M",
       "--innodb-log-file-size=8M"},
      {{"PATH", "/usr/sbin:/usr/bin:/sbin:/bin"}},
      {}};
  for (const auto& option : UserOption()) command.argv.push_back(option);
  for (const auto& option : options_) command.argv.push_back(option);
  process_.emplace(command);
  const bool ready = WaitUntil(60s, [&] {
    try {
      SqlSession(socket_, "").Execute("DO 1");
      return true;
    } catch (const sql::SQLException&) {
      return !process_->Running();
    }
  });
  if (!ready || !process_->Running()) {
    throw std::runtime_error("mariadbd did not start: " + ReadFile(directory_ / "db.log"));
  }
}

}  // namespace novofon::e2e
