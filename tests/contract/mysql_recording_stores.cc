#include "tests/contract/mysql_recording_stores.h"

#include <stdexcept>

namespace novofon {
namespace {

DealField FieldNamed(const std::string& name) {
  for (const DealField field : kDealFields) {
    if (NameOf(field) == name) return field;
  }
  throw std::logic_error("no field " + name);
}

}  // namespace

void MysqlRecordingStores::Fill(TenantId tenant, const RecordingKey& recording,
                                const FieldSet& by_itself) {
  database_.InTransaction([&] { FillDealOf(database_, tenant, recording, by_itself); });
}

void MysqlRecordingStores::FillLate(const FieldSet& by_itself, TimePoint now) {
  for (const LateRecording& late : FindLate(database_, now)) {
    Fill(late.tenant, late.recording, by_itself);
  }
}

Row MysqlRecordingStores::OnlyRow(const Sql& sql) {
  const auto rows = database_.Query(sql);
  if (rows.size() != 1) throw std::logic_error("not one row");
  return rows.front();
}

WorkRow MysqlRecordingStores::WorkOf(TenantId tenant, const RecordingKey& recording) {
  const Row row = OnlyRow(Sql() << "SELECT stage,work_at,attempts,held_by IS NOT NULL,error,remark,"
                                   "audio,audio_host,audio_bytes,sha256,seconds,silent,two_sides,"
                                   "fetched_at,finished_at FROM recording_work WHERE tenant_id="
                                << tenant.value << " AND recording_key=" << Bytes{recording.value});
  WorkRow work;
  work.stage = StageNamed(row.Text(0)).value();
  work.work_at = row.MaybeTime(1);
  work.attempts = static_cast<int>(row.Number(2));
  work.is_held = row.Flag(3);
  work.error = row.Text(4);
  work.remark = row.Text(5);
  work.audio = row.MaybeText(6);
  work.host = row.MaybeText(7).value_or("");
  work.file = {row.MaybeNumber(8).value_or(0), row.MaybeText(9).value_or("")};
  work.sound = {row.MaybeFraction(10).value_or(0), row.MaybeNumber(11).value_or(0) != 0,
                row.MaybeNumber(12).value_or(0) != 0};
  work.fetched_at = row.MaybeTime(13);
  work.finished_at = row.MaybeTime(14);
  return work;
}

std::vector<SuggestionRow> MysqlRecordingStores::SuggestionsOf(TenantId tenant) {
  std::vector<SuggestionRow> suggestions;
  for (const Row& row : database_.Query(
           Sql() << "SELECT id,field,value,quote,second,certain,why,state,deal_id,previous,"
                    "decided_at FROM suggestions WHERE tenant_id="
                 << tenant.value << " ORDER BY id")) {
    SuggestionRow one;
    one.id = row.Number(0);
    one.finding = {FieldNamed(row.Text(1)), row.Text(2), row.Text(3),
                   row.MaybeFraction(4),    row.Flag(5), row.Text(6)};
    one.state = row.Text(7);
    if (const auto deal = row.MaybeNumber(8)) one.deal = DealId{*deal};
    one.previous = row.Text(9);
    one.decided_at = row.MaybeTime(10);
    suggestions.push_back(std::move(one));
  }
  return suggestions;
}

DealFields MysqlRecordingStores::Deal(TenantId tenant) {
  const Row row = OnlyRow(Sql() << "SELECT name,address,scheduled_at FROM deals WHERE tenant_id="
                                << tenant.value);
  return {row.Text(0), row.Text(1), row.MaybeTime(2)};
}

std::string MysqlRecordingStores::ClientName(TenantId tenant) {
  return OnlyRow(Sql() << "SELECT name FROM clients WHERE tenant_id=" << tenant.value).Text(0);
}

void MysqlRecordingStores::WriteDeal(TenantId tenant, const DealFields& fields) {
  database_.Execute(Sql() << "UPDATE deals SET name=" << Text{fields.name} << ",address="
                          << Text{fields.address} << ",scheduled_at=" << fields.scheduled_at
                          << " WHERE tenant_id=" << tenant.value);
}

void MysqlRecordingStores::RenameClient(TenantId tenant, const std::string& name) {
  database_.Execute(Sql() << "UPDATE clients SET name=" << Text{name}
                          << " WHERE tenant_id=" << tenant.value);
}

void MysqlRecordingStores::DeleteDeal(TenantId tenant) {
  database_.Execute(Sql() << "DELETE FROM deals WHERE tenant_id=" << tenant.value);
}

}  // namespace novofon
