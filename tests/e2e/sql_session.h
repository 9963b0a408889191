// The test's own eyes and hands in the database, past the code under test.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace sql {
class Connection;
}

namespace novofon::e2e {

// One connection as root. Every method throws sql::SQLException.
class SqlSession {
 public:
  SqlSession(const std::filesystem::path& socket, const std::string& database);
  ~SqlSession();
  SqlSession(SqlSession&&) noexcept;

  void Execute(const std::string& statement);
  // Rows of texts; NULL is "NULL".
  std::vector<std::vector<std::string>> Query(const std::string& statement);
  // The only cell of the only row.
  std::string Value(const std::string& statement);
  long long Number(const std::string& statement) { return std::stoll(Value(statement)); }

 private:
  std::unique_ptr<sql::Connection> connection_;
};

}  // namespace novofon::e2e
