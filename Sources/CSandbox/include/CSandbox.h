/* Processes: a worker that gives up its rights, a server of such workers, and a safe way to start
   them. */
#ifndef CALLS_SANDBOX_H
#define CALLS_SANDBOX_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Ceilings of a worker process. */
struct calls_limits {
  uint64_t address_space; /* bytes */
  uint64_t cpu_seconds;
  uint64_t open_files;
  uint64_t helped_bytes; /* from this size of the document on, a helper (see CHelper); 0: never */
};

/* What the kernel enforces besides the limits. */
struct calls_sandbox {
  int32_t landlock_abi;         /* version of the Landlock rules that hold, 0 where there are none */
  int32_t filters_system_calls; /* 1 behind the seccomp filter */
};

/* Gives up what a reader of one document does not need: descriptors but 0, 1, 2, limits, files,
   system calls. To be called first, while the process has one thread. Returns 0, or the errno of
   the step that failed; a kernel without Landlock or seccomp fails no step, and *sandbox says so.
   FSIZE is set to 0: the reply must go to a pipe, a file would raise SIGXFSZ.
   The process ends with the thread that started it. A helper is made only where the document, the
   descriptor 0, is large enough and the process may run on two processors at once. */
int calls_sandbox_enter(const struct calls_limits *limits, struct calls_sandbox *sandbox);

/* The same limits without the CPU time: what a server enters before it reads its own pages. */
int calls_limits_enter(const struct calls_limits *limits);

/* Serves the client at the socket 0, until that closes. Gives up all rights first, once for all
   children; says so to the client; then forks a reader for each request, one after the other.
   Returns 1 in a child, which has the document, the reply and the messages as 0, 1, 2 and `name`
   filled, all limits and filters being entered; 0 at the end of service; a negative errno.
   Without `walls`, which only measurements of their cost do, it gives up no rights.
   `prepare` is called in the server, behind the walls, before it forks for a document of that name. */
int calls_serve(
    const struct calls_limits *limits, int walls, void (*prepare)(const char *name), char *name,
    size_t capacity);

/* How a reader that a server had forked ended. */
struct calls_served {
  int32_t exit_code; /* -1 unless it exited */
  int32_t signal;    /* 0 unless it was killed */
  int64_t max_rss_kilobytes;
};

/* Asks a server to read: the document, the ends of the pipes for the reply and for messages.
   Returns 0, or -1 where the server has gone. */
int calls_request(int socket, const char *name, size_t count, const int passed[3]);

/* What a server says once it is ready, and at the end of each document. Return 1, or 0 where the
   time is over first, or -1 where the server has gone. */
int calls_receive_ready(int socket, struct calls_sandbox *sandbox, int milliseconds);
int calls_receive_served(int socket, struct calls_served *served, int milliseconds);

/* An argument of this program, which itself is 0; NULL behind the last one. Swift's own list of them
   reads the map of the process first, which takes half a millisecond. */
const char *calls_argument(int index);

/* Starts `path` in a process group of its own, with the three descriptors as 0, 1, 2, no other
   descriptor, default signals and the given environment. Safe with other threads running.
   Returns 0 and the process in *pid, or an errno. */
int calls_spawn(
    const char *path, char *const argv[], char *const envp[], int input, int output, int errors,
    pid_t *pid);

/* The setting of a worker's environment by which it starts without libraries that are of no use for
   the text of a page, where stand-ins for them lie beside the executable and were made for the
   libraries that this machine has. Returns 1 and the setting, or 0. */
int calls_standins(const char *executable, char *setting, size_t capacity);

/* An anonymous file in memory, closed on exec. Returns the descriptor, or -1 and errno. */
int calls_memory_file(void);

/* A pipe, both ends closed on exec. Returns 0, or -1 and errno. */
int calls_pipe(int ends[2]);

/* Lets more bytes wait in a pipe than usual, where the system allows it. */
void calls_pipe_widen(int end);

/* Two connected sockets of packets, closed on exec. Returns 0, or -1 and errno. */
int calls_socket_pair(int ends[2]);

/* Like wait4. Returns the pid if the process has ended, 0 if it still runs (with `block` 0), -1 on
   error. *exit_code is -1 unless it exited, *signal 0 unless it was killed. */
pid_t calls_wait(pid_t pid, int block, int *exit_code, int *signal, long *max_rss_kilobytes);

/* Waits until a child has ended, so long at most, and leaves it to `calls_wait`. Where the kernel
   cannot tell (before 5.3) it waits half a millisecond. */
void calls_await_end(pid_t pid, int milliseconds);

/* Kills the process group that calls_spawn made. */
void calls_kill_group(pid_t pid);

/* Defined in debug builds only, for tests of the sandbox: does what no reader does, and returns 0
   or the errno it was refused with; EINVAL for a name that it does not know. A name after `helper:` is
   an order to the helper; ESRCH where there is none. */
int calls_misbehave(const char *name, const char *argument);

#endif
