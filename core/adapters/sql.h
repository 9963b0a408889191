// The text of one statement, into which a value can only get quoted: raw text must be a literal of
// this program.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/values.h"

namespace novofon {

// Quoted as UTF-8 text. Bytes that are no UTF-8 become U+FFFD, so a statement never fails on them.
struct Text {
  std::string_view value;
};
// Quoted as a binary string (X'..').
struct Bytes {
  std::string_view value;
};

class Sql {
 public:
  class Literal {
   public:
    // Implicit, so that a statement reads as text; consteval lets only what is compiled in become
    // one.
    template <std::size_t n>
    consteval Literal(const char (&text)[n])  // NOLINT(google-explicit-constructor): see above
        : text_(text, n - 1) {}
    std::string_view text() const { return text_; }

   private:
    std::string_view text_;
  };

  Sql() { text_.reserve(1024); }
  // A statement of a schema step: compiled in like a literal, but taken apart at run time.
  static Sql OfSchema(std::string_view statement) {
    Sql sql;
    sql.text_ = statement;
    return sql;
  }

  Sql& operator<<(Literal text);
  Sql& operator<<(Text value);
  Sql& operator<<(Bytes value);
  Sql& operator<<(std::uint64_t value);
  Sql& operator<<(std::int64_t value);
  Sql& operator<<(std::uint32_t value) { return *this << std::uint64_t{value}; }
  Sql& operator<<(int value) { return *this << std::int64_t{value}; }
  Sql& operator<<(std::same_as<bool> auto value) { return *this << std::int64_t{value}; }
  Sql& operator<<(TimePoint value);
  Sql& operator<<(double value);  // finite; anything else is NULL
  Sql& operator<<(const Sql& part);
  template <class T>
  Sql& operator<<(const std::optional<T>& value) {
    return value ? *this << *value : *this << Literal("NULL");
  }

  // "(a,b,c)" with every item written by `write(sql, item)`; "(NULL)" for none, which nothing
  // equals.
  template <class Items, class Write>
  Sql& List(const Items& items, Write write) {
    *this << "(";
    bool first = true;
    for (const auto& item : items) {
      if (!first) *this << ",";
      first = false;
      write(*this, item);
    }
    if (first) *this << "NULL";
    return *this << ")";
  }

  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace novofon
