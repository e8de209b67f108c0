/* A server that forks a reader for each document, and the client's side of its socket. */
#define _GNU_SOURCE
#include "CSandbox.h"
#include "Walls.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define CONTROL 0
#define PASSED 3 /* the document, the ends of the pipes for the reply and for messages */

/* MARK: The server */

/* Linux counts `.`, `..` and one folder a thread. */
static int has_one_thread(void) {
  struct stat status;
  return stat("/proc/self/task", &status) == 0 && status.st_nlink == 3;
}

static int send_bytes(int socket, const void *bytes, size_t count) {
  ssize_t sent;
  do {
    sent = send(socket, bytes, count, MSG_NOSIGNAL);
  } while (sent < 0 && errno == EINTR);
  return sent == (ssize_t)count ? 0 : errno ? errno : EIO;
}

/* The next request. Returns 0, or -1 where the client has gone or does not keep to the protocol. */
static int receive_request(char *name, size_t capacity, int passed[PASSED]) {
  union {
    char bytes[CMSG_SPACE(PASSED * sizeof(int))];
    struct cmsghdr header;
  } control;
  struct iovec data = {.iov_base = name, .iov_len = capacity - 1};
  struct msghdr message = {
      .msg_iov = &data,
      .msg_iovlen = 1,
      .msg_control = control.bytes,
      .msg_controllen = sizeof control.bytes,
  };
  ssize_t count;
  do {
    count = recvmsg(CONTROL, &message, MSG_CMSG_CLOEXEC);
  } while (count < 0 && errno == EINTR);
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  /* The first byte says that there is a request; an empty packet is the end. */
  if (count < 1 || (message.msg_flags & (MSG_TRUNC | MSG_CTRUNC))) return -1;
  if (!header || header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS ||
      header->cmsg_len != CMSG_LEN(PASSED * sizeof(int)))
    return -1;
  memcpy(passed, CMSG_DATA(header), PASSED * sizeof(int));
  name[count] = 0;
  memmove(name, name + 1, (size_t)count);
  return 0;
}

/* The child's first steps: its descriptors, its own limits and the reader's filter. */
static int become_reader(
    const struct calls_limits *limits, pid_t server, const int passed[PASSED], int filters) {
  int error;
  sigset_t none;
  for (int i = 0; i < PASSED; i++)
    if (dup2(passed[i], i) < 0) return errno;
  calls_close_other_descriptors();
  signal(SIGCHLD, SIG_DFL);
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) return errno;
  if (getppid() != server) return ESRCH;
  if ((error = calls_limit_cpu(limits))) return error;
  return filters ? calls_filter_enter(CALLS_FILTER_FORKED_READER) : 0;
}

/* Returns 0 once the child has ended, -1 where the client goes away before. */
static int wait_for(pid_t child, const sigset_t *waiting, struct calls_served *served) {
  for (;;) {
    long resident = 0;
    pid_t done = calls_wait(child, 0, &served->exit_code, &served->signal, &resident);
    served->max_rss_kilobytes = resident;
    if (done != 0) return done > 0 ? 0 : -1;
    struct pollfd client = {.fd = CONTROL, .events = POLLIN};
    /* SIGCHLD is let in only here, so that none is missed. */
    if (ppoll(&client, 1, NULL, waiting) > 0) return -1;
  }
}

static void on_child(int signal) { (void)signal; }

int calls_serve(
    const struct calls_limits *limits, int walls, void (*prepare)(const char *name), char *name,
    size_t capacity) {
  struct calls_sandbox sandbox = {0};
  int error;
  if (!has_one_thread()) return -EBUSY;
  if (walls && (error = calls_walls_enter(CALLS_FILTER_SERVER, 0, &sandbox))) return -error;

  struct sigaction action = {.sa_handler = on_child};
  sigset_t child_signal, waiting;
  sigaction(SIGCHLD, &action, NULL);
  sigemptyset(&child_signal);
  sigaddset(&child_signal, SIGCHLD);
  sigprocmask(SIG_BLOCK, &child_signal, &waiting);

  const pid_t server = getpid();
  int passed[PASSED];
  if ((error = send_bytes(CONTROL, &sandbox, sizeof sandbox))) return -error;
  while (receive_request(name, capacity, passed) == 0) {
    struct calls_served served = {.exit_code = 71};
    prepare(name);
    pid_t child = fork();
    if (child == 0) {
      error = become_reader(limits, server, passed, sandbox.filters_system_calls);
      return error ? -error : 1;
    }
    for (int i = 0; i < PASSED; i++) close(passed[i]);
    /* When this process ends, so does its child. */
    if (child > 0 && wait_for(child, &waiting, &served) != 0) return 0;
    if ((error = send_bytes(CONTROL, &served, sizeof served))) return -error;
  }
  return 0;
}

/* MARK: The client */

int calls_request(int socket, const char *name, size_t count, const int passed[3]) {
  char start = 1;
  struct iovec data[2] = {
      {.iov_base = &start, .iov_len = 1},
      {.iov_base = (char *)name, .iov_len = count},
  };
  union {
    char bytes[CMSG_SPACE(PASSED * sizeof(int))];
    struct cmsghdr header;
  } control = {{0}};
  struct msghdr message = {
      .msg_iov = data,
      .msg_iovlen = 2,
      .msg_control = control.bytes,
      .msg_controllen = sizeof control.bytes,
  };
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(PASSED * sizeof(int));
  memcpy(CMSG_DATA(header), passed, PASSED * sizeof(int));
  ssize_t sent;
  do {
    sent = sendmsg(socket, &message, MSG_NOSIGNAL);
  } while (sent < 0 && errno == EINTR);
  return sent == (ssize_t)count + 1 ? 0 : -1;
}

/* Returns 1 and the packet, 0 when the time is over, -1 where there is no such packet to come. */
static int receive_packet(int socket, void *packet, size_t count, int milliseconds) {
  struct pollfd polled = {.fd = socket, .events = POLLIN};
  int ready = poll(&polled, 1, milliseconds);
  if (ready == 0 || (ready < 0 && errno == EINTR)) return 0;
  if (ready < 0) return -1;
  return recv(socket, packet, count, MSG_DONTWAIT | MSG_TRUNC) == (ssize_t)count ? 1 : -1;
}

int calls_receive_ready(int socket, struct calls_sandbox *sandbox, int milliseconds) {
  return receive_packet(socket, sandbox, sizeof *sandbox, milliseconds);
}

int calls_receive_served(int socket, struct calls_served *served, int milliseconds) {
  return receive_packet(socket, served, sizeof *served, milliseconds);
}
