// The figures as people and as programs read them.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

#include "tests/bench/figures.h"
#include "tests/bench/options.h"

namespace novofon::bench {

inline constexpr const char* kNovofonFigure = "novofon-webhook, applied";
inline constexpr const char* kHistoryFigure = "novofon-webhook, long journal";
inline constexpr const char* kPhpFigure = "php-fpm and PDO";
inline constexpr const char* kReturn200Figure = "nginx, return 200";
inline constexpr const char* kInsertFigure = "single-row inserts";
inline constexpr int kConnectionCounts[] = {16, 64};

struct Report {
  Options options;
  Figures figures;
  int php_children = 0;
  std::uint64_t pool_pss_kib = 0;
  std::vector<std::string> circumstances;
};

void PrintTable(std::ostream& out, const Report& report);
void PrintJson(std::ostream& out, const Report& report);

}  // namespace novofon::bench
