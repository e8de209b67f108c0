/* The files that a reader may open, by Landlock, see landlock(7). The constants stand here since
   the headers of Debian 12 stop before the rights of newer kernels. */
#define _GNU_SOURCE
#include "Walls.h"

#include <fcntl.h>
#include <stddef.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* One number on every architecture. */
#define CALL_CREATE_RULESET 444
#define CALL_ADD_RULE 445
#define CALL_RESTRICT_SELF 446

#define CREATE_VERSION 1u
#define RULE_PATH_BENEATH 1
#define RIGHT_READ_FILE (1ull << 2)
#define RIGHT_READ_DIR (1ull << 3)

struct ruleset {
  uint64_t files;
  uint64_t network; /* ABI 4 */
  uint64_t scopes;  /* ABI 6 */
};

struct path_beneath {
  uint64_t rights;
  int32_t parent;
} __attribute__((packed));

/* Read, and nothing else: poppler's tables, fonts, Tesseract's models, shared libraries (those of
   formats and glibc's character-set converters are loaded late), the time zone. What is missing on a machine is passed by. */
static const char *const readable[] = {
    "/usr/share/poppler",
    "/usr/share/tesseract-ocr",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/usr/share/fontconfig",
    "/var/cache/fontconfig",
    "/etc/fonts",
    "/usr/lib",
    "/usr/lib64",
    "/usr/local/lib",
    "/lib",
    "/lib64",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/usr/share/zoneinfo",
};

static struct ruleset everything(int abi) {
  struct ruleset rules = {.files = (1ull << 13) - 1};
  if (abi >= 2) rules.files |= 1ull << 13;   /* refer: rename and link between folders */
  if (abi >= 3) rules.files |= 1ull << 14;   /* truncate */
  if (abi >= 5) rules.files |= 1ull << 15;   /* ioctl on devices */
  if (abi >= 4) rules.network = 1ull | 2ull; /* bind and connect TCP */
  if (abi >= 6) rules.scopes = 1ull | 2ull;  /* abstract sockets, signals to others */
  return rules;
}

static void allow_reading(int ruleset, const char *path) {
  struct stat status;
  struct path_beneath rule = {.rights = RIGHT_READ_FILE};
  rule.parent = open(path, O_PATH | O_CLOEXEC);
  if (rule.parent < 0) return;
  if (fstat(rule.parent, &status) == 0) {
    if (S_ISDIR(status.st_mode)) rule.rights |= RIGHT_READ_DIR;
    syscall(CALL_ADD_RULE, ruleset, RULE_PATH_BENEATH, &rule, 0u);
  }
  close(rule.parent);
}

int calls_landlock_enter(void) {
  long abi = syscall(CALL_CREATE_RULESET, NULL, (size_t)0, CREATE_VERSION);
  if (abi < 1) return 0;
  struct ruleset rules = everything((int)abi);
  size_t size = abi >= 6   ? sizeof rules
                : abi >= 4 ? offsetof(struct ruleset, scopes)
                           : offsetof(struct ruleset, network);
  int ruleset = (int)syscall(CALL_CREATE_RULESET, &rules, size, 0u);
  if (ruleset < 0) return 0;
  for (size_t i = 0; i < sizeof readable / sizeof *readable; i++)
    allow_reading(ruleset, readable[i]);
  long error = syscall(CALL_RESTRICT_SELF, ruleset, 0u);
  close(ruleset);
  return error == 0 ? (int)abi : 0;
}
