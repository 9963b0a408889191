// The rows of a test's table: each has a `name`, by which gtest calls it.
#pragma once

#include <gtest/gtest.h>

#include <string>

namespace novofon {

struct RowName {
  template <class Row>
  std::string operator()(const testing::TestParamInfo<Row>& row) const {
    return row.param.name;
  }
};

}  // namespace novofon
