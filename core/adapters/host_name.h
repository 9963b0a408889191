// Which of several hosts this is, as far as files on its disk are concerned.
#pragma once

#include <string>

namespace novofon {

std::string HostName();

}  // namespace novofon
