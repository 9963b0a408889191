// Secrets come from files or standard input, never from an argument: arguments are for all to see.
#pragma once

#include <string>

#include "core/secret.h"

namespace novofon::ctl {

// The contents of `path`, or of standard input for "-", without the newline at the end. Warns on
// stderr when all users of the host may read the file. Throws Refused when it can't be read, is
// empty or is too long to be a secret.
Secret ReadSecret(const std::string& path);

}  // namespace novofon::ctl
