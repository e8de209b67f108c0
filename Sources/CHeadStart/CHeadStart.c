#define _GNU_SOURCE
#include "CHeadStart.h"

#include <CSandbox.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct {
  struct calls_head_start worker; /* pid 0 where there is none */
  int word_boxes;
  dev_t device;
  ino_t file;
  char executable[PATH_MAX];
  char name[NAME_MAX + 1];
} started;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

/* Commands that read the documents they are given. */
static int reads_documents(const char *command) {
  return !strcmp(command, "extract") || !strcmp(command, "parse") || !strcmp(command, "tag");
}

/* Only JSON tells where words stand. Ends of arguments are looked at: `json`, `--format=json`. */
static int wants_word_boxes(int count, char *const arguments[]) {
  if (strcmp(arguments[1], "extract")) return 1;
  for (int i = 2; i < count; i++) {
    size_t length = strlen(arguments[i]);
    if (length >= 4 && !strcmp(arguments[i] + length - 4, "json")) return 1;
  }
  return 0;
}

/* The only argument that is a file; NULL where there are none or several, or where an option may
   change how it is read. */
static const char *only_file(int count, char *const arguments[], struct stat *found) {
  const char *file = NULL;
  for (int i = 2; i < count; i++) {
    struct stat status;
    if (!strncmp(arguments[i], "--limit", 7)) return NULL;
    if (arguments[i][0] == '-' || stat(arguments[i], &status) != 0) continue;
    if (S_ISREG(status.st_mode)) {
      if (file) return NULL;
      file = arguments[i];
      *found = status;
    } else if (strncmp(arguments[i - 1], "--", 2)) {
      return NULL; /* a folder, and no value of an option */
    }
  }
  return file;
}

/* The worker beside this program. Returns 0, or -1 where there is none. */
static int find_worker(char path[PATH_MAX]) {
  static const char worker[] = "calls-worker";
  ssize_t length = readlink("/proc/self/exe", path, PATH_MAX - sizeof worker);
  if (length <= 0) return -1;
  path[length] = 0;
  char *slash = strrchr(path, '/');
  if (!slash) return -1;
  memcpy(slash + 1, worker, sizeof worker);
  return access(path, X_OK);
}

static int start(int document, const char *libraries) {
  char setting[PATH_MAX + 64];
  char *arguments[] = {started.executable, "--no-word-boxes", "--", started.name, NULL};
  if (started.word_boxes) memmove(arguments + 1, arguments + 2, 3 * sizeof *arguments);
  char *environment[] = {"LC_ALL=C.UTF-8", NULL, NULL};
  if (libraries) {
    if (strlen(libraries) >= sizeof setting) return -1;
    strcpy(setting, libraries);
    environment[1] = setting;
  } else if (calls_standins(started.executable, setting, sizeof setting)) {
    environment[1] = setting;
  }
  int reply[2], errors[2];
  if (calls_pipe(reply) != 0) return -1;
  if (calls_pipe(errors) != 0) {
    for (int i = 0; i < 2; i++) close(reply[i]);
    return -1;
  }
  pid_t pid = 0;
  int error = calls_spawn(
      started.executable, arguments, environment, document, reply[1], errors[1], &pid);
  close(reply[1]);
  close(errors[1]);
  if (error) {
    close(reply[0]);
    close(errors[0]);
    return -1;
  }
  started.worker = (struct calls_head_start){pid, reply[0], errors[0]};
  return 0;
}

/* The C library calls it like `main`, before it. */
__attribute__((constructor(101))) static void begin(
    int count, char *const arguments[], char *const environment[]) {
  struct stat status;
  if (count < 3 || !reads_documents(arguments[1])) return;
  const char *path = only_file(count, arguments, &status);
  if (!path || status.st_size == 0) return;
  const char *slash = strrchr(path, '/');
  const char *name = slash ? slash + 1 : path;
  if (strlen(name) >= sizeof started.name || find_worker(started.executable) != 0) return;
  strcpy(started.name, name);
  started.word_boxes = wants_word_boxes(count, arguments);
  started.device = status.st_dev;
  started.file = status.st_ino;
  const char *libraries = NULL;
  for (int i = 0; environment[i]; i++)
    if (!strncmp(environment[i], "LD_LIBRARY_PATH=", 16)) libraries = environment[i];
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  /* The worker's ends are 0, 1 and 2. */
  int document = file >= 0 ? fcntl(file, F_DUPFD_CLOEXEC, 3) : -1;
  if (document >= 0) start(document, libraries);
  if (document >= 0) close(document);
  if (file >= 0) close(file);
}

static void end(struct calls_head_start *worker) {
  int code, signal;
  long resident;
  if (!worker->pid) return;
  close(worker->reply);
  close(worker->errors);
  calls_kill_group(worker->pid);
  calls_wait(worker->pid, 1, &code, &signal, &resident);
}

int calls_head_start_take(
    const char *executable, const char *name, int document, int word_boxes,
    struct calls_head_start *taken) {
  struct stat status;
  pthread_mutex_lock(&mutex);
  struct calls_head_start worker = started.worker;
  started.worker.pid = 0;
  pthread_mutex_unlock(&mutex);
  if (!worker.pid) return 0;
  if (strcmp(executable, started.executable) || strcmp(name, started.name) ||
      word_boxes != started.word_boxes || fstat(document, &status) != 0 || status.st_dev != started.device ||
      status.st_ino != started.file) {
    end(&worker);
    return 0;
  }
  *taken = worker;
  return 1;
}

void calls_head_start_drop(void) {
  pthread_mutex_lock(&mutex);
  struct calls_head_start worker = started.worker;
  started.worker.pid = 0;
  pthread_mutex_unlock(&mutex);
  end(&worker);
}
