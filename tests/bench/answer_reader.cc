#include "tests/bench/answer_reader.h"

#include <charconv>

namespace novofon::bench {

namespace {

// nginx spells its header names and "chunked" the same way always.
std::string_view HeaderOf(std::string_view head, std::string_view name_with_colon) {
  const std::size_t at = head.find(name_with_colon);
  if (at == std::string_view::npos) return {};
  const std::size_t from = at + name_with_colon.size();
  return head.substr(from, head.find('\r', from) - from);
}

std::size_t Number(std::string_view text) {
  std::size_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

bool AnswerReader::Take(std::string_view bytes) {
  bytes_ += bytes;
  if (body_at_ == 0 && !ReadHead()) return false;
  if (chunked_) return bytes_.ends_with("\r\n0\r\n\r\n");
  return bytes_.size() >= body_at_ + length_;
}

bool AnswerReader::ReadHead() {
  const std::size_t end = bytes_.find("\r\n\r\n");
  if (end == std::string::npos) return false;
  const std::string_view head = std::string_view(bytes_).substr(0, end + 2);
  status_ = static_cast<int>(Number(head.substr(9, 3)));
  length_ = Number(HeaderOf(head, "\r\nContent-Length: "));
  chunked_ = HeaderOf(head, "\r\nTransfer-Encoding: ") == "chunked";
  closes_ = HeaderOf(head, "\r\nConnection: ") == "close";
  body_at_ = end + 4;
  return true;
}

void AnswerReader::Reset() {
  bytes_.clear();
  body_at_ = length_ = 0;
  chunked_ = closes_ = false;
  status_ = 0;
}

}  // namespace novofon::bench
