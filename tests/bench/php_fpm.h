// The rival: php-fpm with tests/bench/php, on the same server and the same tables.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "tests/e2e/process.h"

namespace novofon::bench {

struct PhpPlan {
  std::filesystem::path directory;  // socket, logs and configuration stand there
  std::filesystem::path database_socket;
  std::string user;
  std::string password;
  std::string user_id;
  std::string api_secret;
  int tenant = 0;
};

class PhpFpm {
 public:
  explicit PhpFpm(PhpPlan plan);
  ~PhpFpm() { Stop(); }

  // Any number of children that ran before are gone, and this many run when it returns.
  void Start(int children);

  // A location of nginx that leads to it, whose log is as the product's.
  static std::string NginxLocation(const std::filesystem::path& directory, const std::string& path);
  pid_t pid() const { return process_->pid(); }

 private:
  // A killed master would leave its children behind.
  void Stop();

  PhpPlan plan_;
  std::optional<e2e::Process> process_;
};

}  // namespace novofon::bench
