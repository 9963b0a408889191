#include "systemd/ctl/row_cells.h"

#include "core/cabinet_time.h"

namespace novofon::ctl {

Json TextOrNull(const Row& row, std::size_t i) {
  return row.IsNull(i) || row.Text(i).empty() ? Json() : Json(row.Text(i));
}
Json NumberOrNull(const Row& row, std::size_t i) {
  return row.IsNull(i) ? Json() : Json(row.Number(i));
}
Json FractionOrNull(const Row& row, std::size_t i) {
  return row.IsNull(i) ? Json() : Json(std::stod(row.Text(i)));
}
Json TimeOrNull(const Row& row, std::size_t i) {
  return row.IsNull(i) ? Json() : Json(FormatUtc(row.Time(i)));
}

}  // namespace novofon::ctl
