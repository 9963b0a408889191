#include "tests/e2e/sql_session.h"

#include <cppconn/connection.h>
#include <cppconn/driver.h>
#include <cppconn/resultset.h>
#include <cppconn/resultset_metadata.h>
#include <cppconn/statement.h>

#include <mutex>
#include <stdexcept>

namespace novofon::e2e {
namespace {

sql::Driver& Driver() {
  static std::mutex mutex;  // The connector's own map of drivers has none.
  const std::lock_guard lock(mutex);
  return *get_driver_instance();
}

}  // namespace

SqlSession::SqlSession(const std::filesystem::path& socket, const std::string& database) {
  sql::ConnectOptionsMap options;
  options["hostName"] = "unix://" + socket.string();
  options["userName"] = "root";
  options["password"] = "";
  options["OPT_CHARSET_NAME"] = "utf8mb4";
  if (!database.empty()) options["schema"] = database;
  connection_.reset(Driver().connect(options));
  Execute("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
}

SqlSession::~SqlSession() = default;
SqlSession::SqlSession(SqlSession&&) noexcept = default;

void SqlSession::Execute(const std::string& statement) {
  const std::unique_ptr<sql::Statement> prepared(connection_->createStatement());
  prepared->execute(statement);
}

std::vector<std::vector<std::string>> SqlSession::Query(const std::string& statement) {
  const std::unique_ptr<sql::Statement> prepared(connection_->createStatement());
  const std::unique_ptr<sql::ResultSet> result(prepared->executeQuery(statement));
  const auto columns = result->getMetaData()->getColumnCount();
  std::vector<std::vector<std::string>> rows;
  while (result->next()) {
    auto& row = rows.emplace_back();
    for (unsigned i = 1; i <= columns; ++i) {
      row.push_back(result->isNull(i) ? "NULL" : result->getString(i).asStdString());
    }
  }
  return rows;
}

std::string SqlSession::Value(const std::string& statement) {
  const auto rows = Query(statement);
  if (rows.size() != 1 || rows[0].size() != 1) {
    throw std::runtime_error("not one value: " + statement);
  }
  return rows[0][0];
}

}  // namespace novofon::e2e
