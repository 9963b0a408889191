// A query string; and what BuildQuery writes must come back as it was.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/decode.h"
#include "core/signature.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const novofon::Fields fields = novofon::DecodeForm({reinterpret_cast<const char*>(data), size});
  if (fields.size() > novofon::kMaxFields) std::abort();
  const std::string query = novofon::BuildQuery({fields.begin(), fields.end()});
  // Names are numbered once; only a chain of brackets beyond the limit is numbered further.
  if (query.find("%5B%5D") == std::string::npos && novofon::DecodeForm(query) != fields) {
    std::abort();
  }
  return 0;
}
