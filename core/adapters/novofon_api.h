// The provider's REST API: links to recordings and the files behind them (novofon.md section 6).
#pragma once

#include <string_view>

#include "core/adapters/recording_download.h"
#include "core/adapters/web_call.h"
#include "core/recording_ports.h"

namespace novofon {

class NovofonApi : public RecordingSource {
 public:
  // `stop` ends what is under way.
  explicit NovofonApi(DownloadLimits limits = {}, std::stop_token stop = {})
      : limits_(limits), stop_(std::move(stop)) {}

  std::variant<RecordingLink, Failed> FindLink(const NovofonAccount& account,
                                               const RecordingKey& recording,
                                               const CallKey& call) override;
  std::variant<FetchedFile, Failed> Fetch(const NovofonAccount& account, const RecordingLink& link,
                                          const FilePath& to) override;
  std::optional<Failed> Erase(const NovofonAccount& account,
                              const RecordingKey& recording) override;

 private:
  WebCall NewCall(const NovofonAccount& account, const std::string& query) const;

  DownloadLimits limits_;
  std::stop_token stop_;
};

// What the API answered, judged by its JSON, whatever the HTTP status. Of several links the one
// that names `recording` counts, else the last: a call's latest part.
std::variant<RecordingLink, Failed> ReadLinkAnswer(const WebAnswer& answer,
                                                   const RecordingKey& recording);

}  // namespace novofon
