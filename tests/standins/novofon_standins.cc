// The stand-ins as a program: novofon_standins --dir D [--port P]. D/accounts.json says whom the
// services know; every NAME.json in D/recordings with a sound beside it is one, also when it comes
// later. Ends with SIGTERM.
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/standins/standins.h"

namespace {

using Json = nlohmann::json;
using namespace novofon::standins;

Options ReadOptions(const std::filesystem::path& directory, std::uint16_t port) {
  const auto file = directory / "accounts.json";
  std::ifstream stream(file);
  const Json json = Json::parse(stream, nullptr, false);
  if (!json.is_object()) throw std::runtime_error(file.string() + " is missing or no JSON");
  Options options;
  options.accounts = {json.at("api_key"), json.at("api_secret"), json.at("stt_key"),
                      json.at("llm_key")};
  options.port = port;
  return options;
}

}  // namespace

int main(int argc, char** argv) try {
  std::filesystem::path directory;
  std::uint16_t port = 0;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string name = argv[i];
    if (name == "--dir") directory = argv[i + 1];
    if (name == "--port") port = static_cast<std::uint16_t>(std::stoi(argv[i + 1]));
  }
  if (directory.empty()) {
    std::cerr << "usage: novofon_standins --dir D [--port P]\n";
    return 64;
  }
  // Before any thread is there, so that all of them leave it to sigwait.
  sigset_t last;
  sigemptyset(&last);
  sigaddset(&last, SIGTERM);
  sigaddset(&last, SIGINT);
  pthread_sigmask(SIG_BLOCK, &last, nullptr);

  StandIns standins(ReadOptions(directory, port));
  standins.shelf().Watch(directory / "recordings");
  std::cout << Json{{"novofon", standins.novofon()},
                    {"stt", standins.stt()},
                    {"llm", standins.llm()}}
                   .dump()
            << std::endl;
  int signal = 0;
  sigwait(&last, &signal);
  return 0;
} catch (const std::exception& error) {
  std::cerr << "novofon_standins: " << error.what() << "\n";
  return 1;
}
