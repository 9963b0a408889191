// What `dev bench` is told.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <variant>

#include "tests/bench/traffic.h"

namespace novofon::bench {

struct Options {
  int rounds = 5;
  std::chrono::milliseconds sample{4000};  // how long the events of one figure are sent
  int processes = 2;                       // of the pool, as the shipped files have it
  Mix mix = Mix::kCalls;
  std::size_t history = 0;  // events already in the journal of a second server; 0: no such server
  bool json = false;
};

// The options, or what is wrong with them and how to use them.
std::variant<Options, std::string> ReadOptions(int argc, const char* const* argv);

}  // namespace novofon::bench
