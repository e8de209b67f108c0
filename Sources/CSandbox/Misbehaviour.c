/* What hostile code in a reader would try. Compiled in debug builds only. */
#ifdef DEBUG
#define _GNU_SOURCE
#include "CSandbox.h"

#include <CHelper.h>
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

static int result(long value) { return value < 0 ? errno : 0; }

static int open_file(const char *path) { return result(open(path, O_RDONLY)); }
static int list_folder(const char *path) { return result(open(path, O_RDONLY | O_DIRECTORY)); }
static int open_for_writing(const char *path) { return result(open(path, O_WRONLY)); }
static int make_file(const char *path) {
  return result(open(path, O_RDWR | O_CREAT | O_TRUNC, 0600));
}
static int make_folder(const char *path) { return result(mkdir(path, 0700)); }
static int delete_file(const char *path) { return result(unlink(path)); }
static int rename_file(const char *path) { return result(rename(path, "/tmp/calls-renamed")); }
static int truncate_file(const char *path) { return result(truncate(path, 0)); }
static int change_mode(const char *path) { return result(chmod(path, 0777)); }

static int internet_socket(const char *_) { return result(socket(AF_INET, SOCK_STREAM, 0)); }
static int unix_socket(const char *_) { return result(socket(AF_UNIX, SOCK_STREAM, 0)); }
static int kernel_socket(const char *_) { return result(socket(AF_NETLINK, SOCK_RAW, 0)); }
static int socket_pair(const char *_) {
  int ends[2];
  return result(socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
}

static int execute(const char *path) {
  char *const arguments[] = {(char *)path, NULL};
  return result(execve(path, arguments, NULL));
}
static int trace_parent(const char *_) { return result(ptrace(PTRACE_ATTACH, getppid(), 0, 0)); }
static int read_parent(const char *_) {
  char byte;
  struct iovec here = {&byte, 1}, there = {(void *)&errno, 1};
  return result(process_vm_readv(getppid(), &here, 1, &there, 1, 0));
}
static int open_parent_memory(const char *_) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/mem", getppid());
  return result(open(path, O_RDONLY));
}
static int open_parent_environment(const char *_) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/environ", getppid());
  return result(open(path, O_RDONLY));
}
static int signal_parent(const char *_) { return result(kill(getppid(), SIGCONT)); }
static int signal_group(const char *_) { return result(kill(0, SIGTERM)); }
static int leave_session(const char *_) { return result(setsid()); }
static int fork_process(const char *_) {
  pid_t child = fork();
  if (child == 0) _exit(0);
  return result(child);
}
static void *nothing(void *_) { return NULL; }
static int start_thread(const char *_) {
  pthread_t thread;
  return pthread_create(&thread, NULL, nothing, NULL);
}
static int raise_limit(const char *_) {
  struct rlimit more = {60, 60};
  return result(setrlimit(RLIMIT_CPU, &more));
}
static int writable_code(const char *_) {
  void *page = mmap(
      NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return page == MAP_FAILED ? errno : 0;
}

/* MARK: Bad ends. None of these returns. */

static int hang(const char *_) {
  for (;;) poll(NULL, 0, -1);
}
static int spin(const char *_) {
  for (volatile unsigned i = 0;; i++) {
  }
}
static int allocate(const char *_) {
  for (;;) {
    char *block = malloc(1 << 20);
    if (!block) {
      fputs("cannot allocate\n", stderr);
      abort();
    }
    memset(block, 1, 1 << 20);
  }
}
static int exit_with(const char *status) { _exit(atoi(status)); }
static int abort_now(const char *_) { abort(); }
static int touch_nothing(const char *_) {
  *(volatile int *)8 = 1;
  return 0;
}
static int answer_rubbish(const char *_) {
  const char rubbish[] = "rubbish";
  if (write(1, rubbish, sizeof rubbish) < 0) _exit(1);
  _exit(0);
}
static int answer_endlessly(const char *_) {
  static const char block[1 << 16];
  while (write(1, block, sizeof block) > 0) {
  }
  _exit(1);
}

static const struct {
  const char *name;
  int (*act)(const char *argument);
} acts[] = {
    {"open-file", open_file},
    {"list-folder", list_folder},
    {"open-for-writing", open_for_writing},
    {"make-file", make_file},
    {"make-folder", make_folder},
    {"delete-file", delete_file},
    {"rename-file", rename_file},
    {"truncate-file", truncate_file},
    {"change-mode", change_mode},
    {"internet-socket", internet_socket},
    {"unix-socket", unix_socket},
    {"kernel-socket", kernel_socket},
    {"socket-pair", socket_pair},
    {"execute", execute},
    {"trace-parent", trace_parent},
    {"read-parent", read_parent},
    {"open-parent-memory", open_parent_memory},
    {"open-parent-environment", open_parent_environment},
    {"signal-parent", signal_parent},
    {"signal-group", signal_group},
    {"leave-session", leave_session},
    {"fork", fork_process},
    {"start-thread", start_thread},
    {"raise-limit", raise_limit},
    {"writable-code", writable_code},
    {"hang", hang},
    {"spin", spin},
    {"allocate", allocate},
    {"exit", exit_with},
    {"abort", abort_now},
    {"touch-nothing", touch_nothing},
    {"answer-rubbish", answer_rubbish},
    {"answer-endlessly", answer_endlessly},
};

struct order {
  const char *name, *argument;
  int result;
};

static void obey(void *order) {
  struct order *own = order;
  own->result = calls_misbehave(own->name, own->argument);
}

int calls_misbehave(const char *name, const char *argument) {
  static const char on_helper[] = "helper:";
  if (!strncmp(name, on_helper, sizeof on_helper - 1)) {
    struct order order = {name + sizeof on_helper - 1, argument, 0};
    if (calls_helper_start(obey, &order) != 0) return ESRCH;
    calls_helper_wait();
    return order.result;
  }
  for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
    if (strcmp(acts[i].name, name) == 0) return acts[i].act(argument);
  return EINVAL;
}
#else
typedef int calls_no_misbehaviour;
#endif
