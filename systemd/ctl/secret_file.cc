#include "systemd/ctl/secret_file.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>

#include "systemd/ctl/command.h"

namespace novofon::ctl {
namespace {

constexpr std::size_t kLongest = 512;  // sealed, it must fit its column

bool IsControl(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

std::string FirstBytes(std::istream& in) {
  std::string text(kLongest + 3, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  return text;
}

std::string Contents(const std::string& path) {
  if (path == "-") return FirstBytes(std::cin);
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Refused(kFailed, "can't read " + path + ": " + std::strerror(errno));
  struct stat about {};
  if (stat(path.c_str(), &about) == 0 && S_ISREG(about.st_mode) && (about.st_mode & S_IROTH) != 0) {
    std::cerr << "warning: every user of this host may read " << path << "; chmod 600 it\n";
  }
  return FirstBytes(file);
}

}  // namespace

Secret ReadSecret(const std::string& path) {
  const std::string what = path == "-" ? "standard input" : path;
  std::string text = Contents(path);
  if (text.ends_with('\n')) text.pop_back();
  if (text.ends_with('\r')) text.pop_back();
  if (text.empty()) throw Refused(kFailed, what + " is empty; a secret was expected in it");
  if (text.size() > kLongest) throw Refused(kFailed, what + " is too long for a secret");
  if (std::ranges::any_of(text, IsControl)) {
    throw Refused(kFailed, what + " holds more than one line; a secret was expected in it alone");
  }
  return Secret(std::move(text));
}

}  // namespace novofon::ctl
