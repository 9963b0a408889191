#include "core/adapters/recording_settings_store.h"

#include <sstream>

namespace novofon {
namespace {

Secret Opened(const Seal& seal, const std::string& sealed) {
  auto secret = seal.Open(sealed);
  if (!secret) {
    throw Bug("a tenant's secret can't be opened: seal-key is not the key it was sealed with");
  }
  return std::move(*secret);
}

std::vector<OpenHost> ReadHosts(const std::string& text) {
  std::vector<OpenHost> hosts;
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    if (auto host = ReadOpenHost(word)) hosts.push_back(std::move(*host));
  }
  return hosts;
}

FieldSet ReadFields(const std::string& text) {
  FieldSet fields;
  for (const DealField field : kDealFields) {
    const std::string listed = "," + text + ",";
    if (listed.find("," + std::string(NameOf(field)) + ",") != std::string::npos) {
      fields.insert(field);
    }
  }
  return fields;
}

std::string Joined(const FieldSet& fields) {
  std::string text;
  for (const DealField field : fields) {
    text += (text.empty() ? "" : ",") + std::string(NameOf(field));
  }
  return text;
}

std::string Joined(const std::vector<OpenHost>& hosts) {
  std::string text;
  for (const OpenHost& host : hosts) text += (text.empty() ? "" : " ") + TextOf(host);
  return text;
}

SpeechShape ReadShape(const std::string& text, const std::string& base_url) {
  if (text.empty()) return UsualShape(base_url);
  return text == "openrouter" ? SpeechShape::kOpenRouter : SpeechShape::kOpenAi;
}

RecordingSettings ReadSettings(const Row& row, const Seal& seal) {
  RecordingSettings settings;
  settings.tenant = TenantId{static_cast<std::uint32_t>(row.Number(0))};
  settings.user_id = row.Text(1);
  settings.zone = row.Text(2);
  const auto hosts = ReadHosts(row.Text(15));
  settings.account.base_url = row.Text(7);
  settings.account.api_key = row.Text(3);
  settings.account.api_secret = Opened(seal, row.Text(4));
  settings.account.open_hosts = hosts;
  settings.ai = row.Flag(5);
  settings.min_seconds = row.Fraction(6);
  settings.speech.base_url = row.Text(8);
  settings.speech.model = row.Text(9);
  settings.speech.shape = ReadShape(row.Text(10), settings.speech.base_url);
  settings.speech.key = Opened(seal, row.Text(11));
  settings.speech.open_hosts = hosts;
  settings.chat.base_url = row.Text(12);
  settings.chat.model = row.Text(13);
  settings.chat.key = Opened(seal, row.Text(14));
  settings.chat.open_hosts = hosts;
  settings.fill = ReadFields(row.Text(16));
  settings.retention = std::chrono::days(row.Number(17));
  return settings;
}

// "column=value" of everything that changes, after a comma each.
class Assignments {
 public:
  Assignments(Sql& sql, const Seal& seal) : sql_(sql), seal_(seal) {}

  void Set(Sql::Literal column, const std::optional<std::string>& value) {
    if (value) sql_ << "," << column << "=" << Text{*value};
  }
  void Set(Sql::Literal column, const std::optional<Secret>& value) {
    if (value) sql_ << "," << column << "=" << Bytes{seal_.Close(*value)};
  }
  template <class Number>
  void SetNumber(Sql::Literal column, const std::optional<Number>& value) {
    if (value) sql_ << "," << column << "=" << *value;
  }

 private:
  Sql& sql_;
  const Seal& seal_;
};

std::optional<std::string> NameOf(const std::optional<SpeechShape>& shape) {
  if (!shape) return std::nullopt;
  return *shape == SpeechShape::kOpenRouter ? "openrouter" : "openai";
}

template <class Value>
std::optional<std::string> MaybeJoined(const std::optional<Value>& value) {
  return value ? std::optional(Joined(*value)) : std::nullopt;
}

}  // namespace

std::optional<RecordingSettings> LoadRecordingSettings(Database& database, const Seal& seal,
                                                       TenantId tenant) {
  const auto load = [&] {
    return database.Query(
        Sql() << "SELECT t.id,t.user_id,t.zone,t.api_key,t.api_secret,s.ai,s.min_seconds,"
                 "s.novofon_url,s.stt_url,s.stt_model,s.stt_shape,s.stt_key,s.llm_url,s.llm_model,"
                 "s.llm_key,s.allow_hosts,s.fill_fields,s.retention_days FROM tenants t"
                 " JOIN recording_settings s ON s.tenant_id=t.id WHERE t.id="
              << tenant.value);
  };
  auto rows = load();
  if (rows.empty()) {
    // The defaults stand in the schema alone.
    database.Execute(Sql() << "INSERT IGNORE INTO recording_settings (tenant_id) SELECT id FROM"
                              " tenants WHERE id="
                           << tenant.value);
    rows = load();
  }
  if (rows.empty()) return std::nullopt;
  return ReadSettings(rows.front(), seal);
}

bool RecordingSettingsChange::IsEmpty() const {
  return !(ai || min_seconds || novofon_url || stt_url || stt_model || stt_shape || stt_key ||
           llm_url || llm_model || llm_key || allow_hosts || fill || retention_days);
}

void ChangeRecordingSettings(Database& database, const Seal& seal, TenantId tenant,
                             const RecordingSettingsChange& change) {
  Sql sql;
  sql << "UPDATE recording_settings SET tenant_id=tenant_id";
  Assignments assignments(sql, seal);
  assignments.SetNumber("ai", change.ai);
  assignments.SetNumber("min_seconds", change.min_seconds);
  assignments.Set("novofon_url", change.novofon_url);
  assignments.Set("stt_url", change.stt_url);
  assignments.Set("stt_model", change.stt_model);
  assignments.Set("stt_shape", NameOf(change.stt_shape));
  assignments.Set("stt_key", change.stt_key);
  assignments.Set("llm_url", change.llm_url);
  assignments.Set("llm_model", change.llm_model);
  assignments.Set("llm_key", change.llm_key);
  assignments.Set("allow_hosts", MaybeJoined(change.allow_hosts));
  assignments.Set("fill_fields", MaybeJoined(change.fill));
  assignments.SetNumber("retention_days", change.retention_days);
  sql << " WHERE tenant_id=" << tenant.value;
  database.InTransaction([&] {
    database.Execute(Sql() << "INSERT IGNORE INTO recording_settings (tenant_id) VALUES ("
                           << tenant.value << ")");
    database.Execute(sql);
    database.Execute(Sql() << "DELETE FROM paused_stages WHERE tenant_id=" << tenant.value);
    database.Execute(Sql() << "DELETE FROM refused_recordings WHERE tenant_id=" << tenant.value);
  });
}

std::string TextOf(const OpenHost& host) {
  const bool is_v6 = host.name.find(':') != std::string::npos;
  const std::string name = is_v6 ? "[" + host.name + "]" : host.name;
  return host.port == 0 ? name : name + ":" + std::to_string(host.port);
}

}  // namespace novofon
