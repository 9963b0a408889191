// Cells of the database as values of JSON.
#pragma once

#include <algorithm>
#include <vector>

#include "core/adapters/database.h"
#include "systemd/ctl/table.h"

namespace novofon::ctl {

// Null for NULL; of a text for an empty one too.
Json TextOrNull(const Row& row, std::size_t i);
Json NumberOrNull(const Row& row, std::size_t i);
Json FractionOrNull(const Row& row, std::size_t i);
Json TimeOrNull(const Row& row, std::size_t i);

// The newest come first out of the database, so that a limit keeps them.
template <class ToJson>
Json OldestFirst(std::vector<Row> rows, ToJson to_json) {
  Json list = Json::array();
  std::reverse(rows.begin(), rows.end());
  for (const auto& row : rows) list.push_back(to_json(row));
  return list;
}

}  // namespace novofon::ctl
