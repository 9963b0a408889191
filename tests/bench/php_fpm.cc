#include "tests/bench/php_fpm.h"

#include <unistd.h>

#include <stdexcept>

#include "tests/e2e/wait.h"

namespace novofon::bench {

namespace {

namespace fs = std::filesystem;

// The text as a PHP literal.
std::string Quoted(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "'";
}

std::string Configuration(const PhpPlan& plan) {
  return "<?php return ['dsn' => " +
         Quoted("mysql:unix_socket=" + plan.database_socket.string() +
                ";dbname=novofon;charset=utf8mb4") +
         ", 'user' => " + Quoted(plan.user) + ", 'password' => " + Quoted(plan.password) +
         ", 'tenants' => [" + Quoted(plan.user_id) + " => ['id' => " + std::to_string(plan.tenant) +
         ", 'api_secret' => " + Quoted(plan.api_secret) + ", 'zone' => 'Europe/Moscow']]];\n";
}

std::string PoolFile(const fs::path& directory, int children) {
  return "[global]\ndaemonize=no\nerror_log=" + (directory / "fpm.log").string() + "\n[bench]\n" +
         (geteuid() == 0 ? "user=root\ngroup=root\n" : "") +
         "listen=" + (directory / "php.sock").string() +
         "\nlisten.backlog=1024\npm=static\npm.max_children=" + std::to_string(children) +
         "\nphp_admin_value[opcache.validate_timestamps]=0\nphp_admin_value[error_log]=" +
         (directory / "php-errors.log").string() + "\n";
}

}  // namespace

PhpFpm::PhpFpm(PhpPlan plan) : plan_(std::move(plan)) {
  e2e::WriteFile(plan_.directory / "config.php", Configuration(plan_), 0600);
}

void PhpFpm::Start(int children) {
  Stop();
  const fs::path socket = plan_.directory / "php.sock";
  e2e::WriteFile(plan_.directory / "fpm.conf", PoolFile(plan_.directory, children));
  e2e::Command command{{e2e::FindProgram("php-fpm8.2", "php8.2-fpm"), "-F", "-y",
                        (plan_.directory / "fpm.conf").string()},
                       {{"PATH", "/usr/sbin:/usr/bin:/sbin:/bin"}},
                       plan_.directory / "fpm.out",
                       SIGTERM};
  if (geteuid() == 0) command.argv.push_back("-R");
  process_.emplace(command);
  if (!e2e::WaitUntil(std::chrono::seconds(10), [&] { return fs::exists(socket); })) {
    throw std::runtime_error("php-fpm did not start: " +
                             e2e::ReadFile(plan_.directory / "fpm.out"));
  }
}

void PhpFpm::Stop() {
  if (!process_) return;
  process_->Signal(SIGTERM);
  process_->Wait(std::chrono::seconds(10));
  process_.reset();
  fs::remove(plan_.directory / "php.sock");
}

std::string PhpFpm::NginxLocation(const fs::path& directory, const std::string& path) {
  return "    location = " + path + " {\n      access_log " + (directory / "access.log").string() +
         " novofon;\n      client_body_buffer_size 256k;\n      include fastcgi_params;\n" +
         "      fastcgi_param SCRIPT_FILENAME " NOVOFON_BENCH_PHP "/index.php;\n" +
         "      fastcgi_param REQUEST_ID $request_id;\n      fastcgi_param BENCH_CONFIG " +
         (directory / "config.php").string() +
         ";\n      fastcgi_pass unix:" + (directory / "php.sock").string() + ";\n    }\n";
}

}  // namespace novofon::bench
