#include "CFileSystem.h"

#include <sys/vfs.h>

long calls_filesystem_type(const char *path) {
  struct statfs status;
  if (statfs(path, &status) != 0) return -1;
  return (long)status.f_type;
}
