#include "core/adapters/erased_audio.h"

namespace novofon {
namespace {

void LeaveToItsHost(Database& database, const KeptAudio& kept, TimePoint now) {
  database.Execute(Sql() << "INSERT IGNORE INTO stray_audio (host,audio,tenant_id,since) VALUES ("
                         << Text{kept.host} << "," << Text{kept.audio} << "," << kept.tenant.value
                         << "," << now << ")");
}

// By its name; what lies here is gone already.
std::vector<FileElsewhere> FindStrays(Database& database, const std::string& this_host,
                                      TenantId tenant, const Traces& traces) {
  Sql sql;
  sql << "SELECT host,audio FROM stray_audio WHERE tenant_id=" << tenant.value << " AND host<>"
      << Text{this_host} << " AND audio IN ";
  sql.List(traces.audio_names, [](Sql& list, const std::string& audio) { list << Text{audio}; });
  std::vector<FileElsewhere> strays;
  for (const Row& row : database.Query(sql << " ORDER BY host,audio")) {
    strays.push_back({row.Text(0), row.Text(1)});
  }
  return strays;
}

}  // namespace

ErasedAudio EraseAudio(Database& database, AudioShelf& shelf, const std::string& this_host,
                       TenantId tenant, const Traces& traces, TimePoint now) {
  ErasedAudio erased;
  const auto discard = [&](const std::string& audio) {
    const bool is_here = shelf.Has(audio);
    shelf.Discard(audio);
    if (is_here) ++erased.files;
    return is_here;
  };
  for (const KeptAudio& kept : traces.audio) {
    if (!discard(kept.audio) && kept.host != this_host) LeaveToItsHost(database, kept, now);
  }
  for (const std::string& audio : traces.audio_names) discard(audio);
  erased.elsewhere = FindStrays(database, this_host, tenant, traces);
  return erased;
}

}  // namespace novofon
