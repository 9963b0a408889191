#include "tests/e2e/nginx.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <regex>
#include <stdexcept>

#include "tests/e2e/wait.h"

namespace novofon::e2e {
namespace {

namespace fs = std::filesystem;

bool TakesConnections(int port) {
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const bool connected = connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  close(fd);
  return connected;
}

// An upstream's text with `sockets` in the place of the unix sockets that it lists.
std::string WithSockets(const std::string& upstream, const std::vector<fs::path>& sockets) {
  const std::regex server_line(R"(\n[ \t]*server[ \t]+unix:([^ ;]+)([^;]*);)");
  std::smatch first;
  if (!std::regex_search(upstream, first, server_line)) {
    throw std::runtime_error("nginx/novofon-upstream.conf lists no unix socket");
  }
  std::string servers;
  for (const auto& socket : sockets) {
    servers += "\n    server unix:" + socket.string() + first[2].str() + ";";
  }
  const auto begin = static_cast<std::size_t>(first.position());
  return upstream.substr(0, begin) + servers +
         std::regex_replace(upstream.substr(begin), server_line, "");
}

}  // namespace

int FreePort() {
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  const bool bound = bind(fd, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                     getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  close(fd);
  if (!bound) throw std::runtime_error("no free port on 127.0.0.1");
  return ntohs(address.sin_port);
}

Nginx::Nginx(const fs::path& directory, const std::vector<fs::path>& sockets,
             const std::string& server_lines)
    : directory_(directory) {
  fs::create_directories(directory_);
  MakeCertificate();
  Install(sockets);
  const auto log = directory_ / "nginx.out";
  // Somebody else may take a port between FreePort() and nginx: then with other ports again.
  for (int attempt = 0; attempt < 3; ++attempt) {
    http_port_ = FreePort();
    https_port_ = FreePort();
    WriteFile(directory_ / "nginx.conf", MainConfiguration(server_lines));
    process_.emplace(
        Command{{FindProgram("nginx", "nginx"), "-p", directory_.string() + "/", "-c",
                 (directory_ / "nginx.conf").string(), "-e", (directory_ / "error.log").string()},
                {{"PATH", "/usr/sbin:/usr/bin:/sbin:/bin"}},
                log,
                SIGTERM});
    WaitUntil(20s, [&] { return !process_->Running() || TakesConnections(https_port_); });
    if (process_->Running() && TakesConnections(http_port_)) return;
  }
  throw std::runtime_error("nginx did not start: " + ReadFile(log) + ErrorLog());
}

Nginx::~Nginx() {
  // A killed master would leave its workers behind.
  process_->Signal(SIGTERM);
  process_->Wait(10s);
}

void Nginx::MakeCertificate() const {
  const auto made =
      RunToEnd({{FindProgram("openssl", "openssl"), "req", "-x509", "-newkey", "ec", "-pkeyopt",
                 "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                 "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout",
                 (directory_ / "site.key").string(), "-out", certificate().string()},
                {{"PATH", "/usr/bin:/bin"}, {"HOME", directory_.string()}},
                {}});
  if (made.status != 0) throw std::runtime_error("openssl req failed: " + made.err);
}

// Lays the shipped files out as an operator does on Debian (snippets/, fastcgi_params beside the
// main configuration), with our sockets and log where theirs would be.
void Nginx::Install(const std::vector<fs::path>& sockets) const {
  const fs::path shipped = NOVOFON_NGINX_DIR;
  const auto snippets = directory_ / "snippets";
  fs::create_directories(snippets);
  fs::copy_file("/etc/nginx/fastcgi_params", directory_ / "fastcgi_params");
  fs::copy_file(shipped / "novofon-http.conf", directory_ / "novofon-http.conf");
  fs::copy_file(shipped / "novofon-server.conf", snippets / "novofon-server.conf");
  WriteFile(snippets / "novofon-log.conf",
            std::regex_replace(ReadFile(shipped / "novofon-log.conf"),
                               std::regex("/var/log/nginx/"), directory_.string() + "/"));
  WriteFile(snippets / "novofon-upstream.conf",
            WithSockets(ReadFile(shipped / "novofon-upstream.conf"), sockets));
}

std::string Nginx::MainConfiguration(const std::string& server_lines) const {
  std::string temp_paths;
  for (const char* kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"}) {
    temp_paths += std::string("  ") + kind + "_temp_path tmp-" + kind + ";\n";
  }
  const auto server = "    server_name localhost;\n" + server_lines +
                      "    include snippets/novofon-server.conf;\n  }\n";
  return "daemon off;\n" + std::string(geteuid() == 0 ? "user root;\n" : "") +
         "worker_processes 2;\npid nginx.pid;\nevents { worker_connections 512; }\nhttp {\n" +
         temp_paths + "  access_log off;\n  include novofon-http.conf;\n" +
         "  server {\n    listen 127.0.0.1:" + std::to_string(http_port_) + ";\n" + server +
         "  server {\n    listen 127.0.0.1:" + std::to_string(https_port_) +
         " ssl http2;\n    ssl_certificate " + certificate().string() +
         ";\n    ssl_certificate_key " + (directory_ / "site.key").string() + ";\n" + server +
         "}\n";
}

std::string Nginx::AccessLog() const { return ReadFile(directory_ / "novofon.log"); }
std::string Nginx::ErrorLog() const { return ReadFile(directory_ / "error.log"); }

}  // namespace novofon::e2e
