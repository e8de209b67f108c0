#define _GNU_SOURCE
#include "CSandbox.h"
#include "Walls.h"

#include <CHelper.h>
#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

void calls_close_other_descriptors(void) {
#ifdef SYS_close_range
  if (syscall(SYS_close_range, 3u, ~0u, 0u) == 0) return;
#endif
  /* Kernels before 5.9. */
  long limit = sysconf(_SC_OPEN_MAX);
  for (int fd = 3; fd < (limit > 0 && limit < 65536 ? limit : 65536); fd++) close(fd);
}

static int limit(int resource, uint64_t soft, uint64_t hard) {
  struct rlimit now;
  if (getrlimit(resource, &now) != 0) return errno;
  /* A limit that is already lower stays. */
  struct rlimit wanted = {
      .rlim_cur = now.rlim_max < soft ? now.rlim_max : soft,
      .rlim_max = now.rlim_max < hard ? now.rlim_max : hard,
  };
  return setrlimit(resource, &wanted) == 0 ? 0 : errno;
}

int calls_limit_cpu(const struct calls_limits *limits) {
  /* SIGXCPU at the soft limit tells the parent why; SIGKILL follows at the hard one. */
  return limit(RLIMIT_CPU, limits->cpu_seconds, limits->cpu_seconds + 2);
}

int calls_limits_enter(const struct calls_limits *limits) {
  int error;
  calls_close_other_descriptors();
  if ((error = limit(RLIMIT_AS, limits->address_space, limits->address_space))) return error;
  if ((error = limit(RLIMIT_NOFILE, limits->open_files, limits->open_files))) return error;
  if ((error = limit(RLIMIT_FSIZE, 0, 0))) return error;
  return limit(RLIMIT_CORE, 0, 0);
}

int calls_walls_enter(enum calls_filter filter, int is_helped, struct calls_sandbox *sandbox) {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
  if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return errno;
  sandbox->landlock_abi = calls_landlock_enter();
  /* Without one, the reader does all by itself. */
  if (is_helped) calls_helper_make();
  sandbox->filters_system_calls = calls_filter_enter(filter) == 0;
  return 0;
}

/* Whether the document is long, and a processor free for the half of it. */
static int needs_helper(const struct calls_limits *limits) {
  struct stat document;
  cpu_set_t processors;
  return limits->helped_bytes && fstat(0, &document) == 0 &&
         (uint64_t)document.st_size >= limits->helped_bytes &&
         sched_getaffinity(0, sizeof processors, &processors) == 0 && CPU_COUNT(&processors) > 1;
}

int calls_sandbox_enter(const struct calls_limits *limits, struct calls_sandbox *sandbox) {
  int error;
  if ((error = calls_limits_enter(limits))) return error;
  if ((error = calls_limit_cpu(limits))) return error;
  /* Whoever waits for the reply is the thread that started this process. */
  if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) return errno;
  /* It may have ended before that line: then nobody is left at the other end of the pipe. */
  struct pollfd reply = {.fd = 1};
  if (poll(&reply, 1, 0) > 0 && (reply.revents & POLLERR)) return EPIPE;
  return calls_walls_enter(CALLS_FILTER_READER, needs_helper(limits), sandbox);
}
