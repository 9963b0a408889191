#include "core/adapters/durable_file.h"

#include <gtest/gtest.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <fstream>

namespace novofon {
namespace {

namespace fs = std::filesystem;

// From here on this process's renameat2 answers EINVAL, as on a file system that knows no
// RENAME_NOREPLACE.
void ForbidRenameat2() {
  std::array<sock_filter, 4> filter{{
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_renameat2, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EINVAL),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  }};
  const sock_fprog program{filter.size(), filter.data()};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
      prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) {
    std::perror("seccomp");
    std::_Exit(2);
  }
}

class DurableFile : public testing::Test {
 protected:
  DurableFile() {
    std::string pattern = testing::TempDir() + "durable-XXXXXX";
    directory_ = mkdtemp(pattern.data());
    Write(from(), "new");
  }
  ~DurableFile() override { fs::remove_all(directory_); }

  static void Write(const fs::path& path, const char* text) { std::ofstream(path) << text; }
  static std::string Read(const fs::path& path) { return ReadWholeFile(path, 100).value_or(""); }

  fs::path from() const { return directory_ / "from"; }
  fs::path to() const { return directory_ / "to"; }

  // What RenameToNew says, in a process of its own.
  void ExpectRenamed(bool plain_file_system, bool renamed, int error = 0) const {
    EXPECT_EXIT(
        {
          if (!plain_file_system) ForbidRenameat2();
          const bool said = RenameToNew(from(), to());
          std::_Exit(said == renamed && (said || errno == error) ? 0 : 1);
        },
        testing::ExitedWithCode(0), "");
  }

 private:
  fs::path directory_;
};

class Renaming : public DurableFile, public testing::WithParamInterface<bool> {};

TEST_P(Renaming, MovesToAFreeName) {
  ExpectRenamed(GetParam(), true);
  EXPECT_FALSE(fs::exists(from()));
  EXPECT_EQ(Read(to()), "new");
}

TEST_P(Renaming, LeavesWhatIsThereAndSaysSo) {
  Write(to(), "old");
  ExpectRenamed(GetParam(), false, EEXIST);
  EXPECT_EQ(Read(from()), "new");
  EXPECT_EQ(Read(to()), "old");
}

INSTANTIATE_TEST_SUITE_P(FileSystem, Renaming, testing::Values(true, false), [](const auto& row) {
  return row.param ? "WithNoReplace" : "WithoutNoReplace";
});

}  // namespace
}  // namespace novofon
