// A real nginx on loopback with the shipped drop-in files.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "tests/e2e/process.h"

namespace novofon::e2e {

class Nginx {
 public:
  // Serves the webhook over HTTP and HTTPS on free ports, from the pool's `sockets`, with the files
  // in NOVOFON_NGINX_DIR as they are shipped. `server_lines` stand before them in server{}. Returns
  // when it takes requests.
  Nginx(const std::filesystem::path& directory, const std::vector<std::filesystem::path>& sockets,
        const std::string& server_lines = "");
  ~Nginx();

  std::string http() const { return "http://127.0.0.1:" + std::to_string(http_port_); }
  std::string https() const { return "https://127.0.0.1:" + std::to_string(https_port_); }
  std::filesystem::path certificate() const { return directory_ / "site.crt"; }
  std::string AccessLog() const;
  std::string ErrorLog() const;
  pid_t pid() const { return process_->pid(); }

 private:
  void MakeCertificate() const;
  void Install(const std::vector<std::filesystem::path>& sockets) const;
  std::string MainConfiguration(const std::string& server_lines) const;

  std::filesystem::path directory_;
  int http_port_ = 0;
  int https_port_ = 0;
  std::optional<Process> process_;
};

// A TCP port of 127.0.0.1 that is free just now.
int FreePort();

}  // namespace novofon::e2e
