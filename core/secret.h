// A secret is a value that can't be printed, logged or compared by accident.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <utility>

namespace novofon {

// Takes the same time wherever the two differ; a difference in length shows at once.
bool SameInConstantTime(std::string_view a, std::string_view b);

class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string text) : text_(std::move(text)) {}

  bool empty() const { return text_.empty(); }
  // The only way to the text: for the hash, the seal and the password prompt of a server.
  std::string_view Reveal() const { return text_; }

  friend bool operator==(const Secret& a, const Secret& b) {
    return SameInConstantTime(a.text_, b.text_);
  }
  friend std::ostream& operator<<(std::ostream&, const Secret&) = delete;

 private:
  std::string text_;
};

}  // namespace novofon
