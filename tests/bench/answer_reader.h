// Finds where an HTTP/1.1 answer ends: no more of the protocol than nginx needs to be understood.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace novofon::bench {

class AnswerReader {
 public:
  // Takes bytes as they come; true when the answer is whole. The server sends nothing beyond it,
  // since nothing is asked before it.
  bool Take(std::string_view bytes);

  int status() const { return status_; }
  bool closes() const { return closes_; }  // the server will close the connection
  void Reset();

 private:
  bool ReadHead();

  std::string bytes_;
  std::size_t body_at_ = 0;  // 0: the head is not whole yet
  std::size_t length_ = 0;
  bool chunked_ = false;
  bool closes_ = false;
  int status_ = 0;
};

}  // namespace novofon::bench
