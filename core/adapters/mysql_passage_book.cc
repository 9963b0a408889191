#include "core/adapters/mysql_passage_book.h"

#include "core/adapters/leased_row.h"
#include "core/adapters/segments_json.h"
#include "core/russian_text.h"

namespace novofon {

std::optional<Passage> MysqlPassageBook::Find(const RecordingJob& job, const PassageKey& key) {
  const auto rows = database_.Query(
      Sql() << "SELECT text,segments,language,cost_usd,billed_seconds,input_tokens,output_tokens"
               " FROM passages"
            << OfJob(job) << " AND part=" << Text{key.part}
            << " AND engine=" << Text{WholeCharacters(key.engine, 200)}
            << " AND model=" << Text{WholeCharacters(key.model, 200)});
  if (rows.empty()) return std::nullopt;
  const Row& row = rows.front();
  return Passage{
      {row.Text(0), SegmentsFromJson(row.Text(1)), row.Text(2)},
      {row.MaybeFraction(3), row.MaybeFraction(4), row.MaybeNumber(5), row.MaybeNumber(6)}};
}

bool MysqlPassageBook::Keep(const RecordingJob& job, const PassageKey& key,
                            const Passage& passage) {
  bool ours = false;
  database_.InTransaction([&] {
    ours = IsOurs(database_, job);
    if (!ours) return;
    database_.Execute(
        Sql() << "REPLACE INTO passages (tenant_id,recording_key,part,engine,model,text,segments,"
                 "language,cost_usd,billed_seconds,input_tokens,output_tokens) VALUES ("
              << job.tenant.value << "," << Bytes{job.recording.value} << "," << Text{key.part}
              << "," << Text{WholeCharacters(key.engine, 200)} << ","
              << Text{WholeCharacters(key.model, 200)} << "," << Text{passage.transcript.text}
              << "," << Text{SegmentsToJson(passage.transcript.segments)} << ","
              << Text{WholeCharacters(passage.transcript.language, 40)} << "," << passage.cost.usd
              << "," << passage.cost.audio_seconds << "," << passage.cost.input_tokens << ","
              << passage.cost.output_tokens << ")");
  });
  return ours;
}

}  // namespace novofon
