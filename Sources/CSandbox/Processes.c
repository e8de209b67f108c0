#define _GNU_SOURCE
#include "CSandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static struct {
  int count;
  char *const *texts;
} own_arguments;

/* The C library calls it like `main`, before it. */
__attribute__((constructor)) static void keep_arguments(int count, char *const texts[]) {
  own_arguments.count = count;
  own_arguments.texts = texts;
}

const char *calls_argument(int index) {
  return index >= 0 && index < own_arguments.count ? own_arguments.texts[index] : NULL;
}

int calls_spawn(
    const char *path, char *const argv[], char *const envp[], int input, int output, int errors,
    pid_t *pid) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t all, none;
  int error = posix_spawn_file_actions_init(&actions);
  if (error) return error;
  if ((error = posix_spawnattr_init(&attributes))) {
    posix_spawn_file_actions_destroy(&actions);
    return error;
  }
  sigfillset(&all);
  sigemptyset(&none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(
      &attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
  /* The three may be 0, 1 or 2 themselves: the caller passes descriptors above 2. */
  if (!(error = posix_spawn_file_actions_adddup2(&actions, input, 0)) &&
      !(error = posix_spawn_file_actions_adddup2(&actions, output, 1)) &&
      !(error = posix_spawn_file_actions_adddup2(&actions, errors, 2)) &&
      !(error = posix_spawn_file_actions_addclosefrom_np(&actions, 3)))
    error = posix_spawn(pid, path, &actions, &attributes, argv, envp);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

/* A descriptor above 2, so that dup2 in a child cannot overwrite another one still needed. */
static int raised(int fd) {
  if (fd < 0 || fd > 2) return fd;
  int higher = fcntl(fd, F_DUPFD_CLOEXEC, 3);
  int error = errno;
  close(fd);
  errno = error;
  return higher;
}

int calls_memory_file(void) { return raised(memfd_create("document", MFD_CLOEXEC)); }

int calls_pipe(int ends[2]) {
  if (pipe2(ends, O_CLOEXEC) != 0) return -1;
  ends[0] = raised(ends[0]);
  ends[1] = raised(ends[1]);
  if (ends[0] >= 0 && ends[1] >= 0) return 0;
  if (ends[0] >= 0) close(ends[0]);
  if (ends[1] >= 0) close(ends[1]);
  return -1;
}

void calls_pipe_widen(int end) {
  int error = errno;
  fcntl(end, F_SETPIPE_SZ, 1 << 20);
  errno = error;
}

int calls_socket_pair(int ends[2]) {
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) return -1;
  ends[0] = raised(ends[0]);
  ends[1] = raised(ends[1]);
  if (ends[0] >= 0 && ends[1] >= 0) return 0;
  if (ends[0] >= 0) close(ends[0]);
  if (ends[1] >= 0) close(ends[1]);
  return -1;
}

pid_t calls_wait(pid_t pid, int block, int *exit_code, int *signal, long *max_rss_kilobytes) {
  int status = 0;
  struct rusage usage = {0};
  pid_t done;
  do {
    done = wait4(pid, &status, block ? 0 : WNOHANG, &usage);
  } while (done < 0 && errno == EINTR);
  *exit_code = done > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  *signal = done > 0 && WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  *max_rss_kilobytes = usage.ru_maxrss;
  return done;
}

void calls_await_end(pid_t pid, int milliseconds) {
  int descriptor = -1;
#ifdef SYS_pidfd_open
  descriptor = (int)syscall(SYS_pidfd_open, pid, 0u);
#endif
  if (descriptor < 0) {
    usleep(500);
    return;
  }
  struct pollfd end = {.fd = descriptor, .events = POLLIN};
  poll(&end, 1, milliseconds);
  close(descriptor);
}

void calls_kill_group(pid_t pid) {
  if (pid <= 1) return;
  kill(-pid, SIGKILL);
  kill(pid, SIGKILL);
}
