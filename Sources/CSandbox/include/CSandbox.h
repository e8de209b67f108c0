/* Processes: a worker that gives up its rights, and a safe way to start one. */
#ifndef CALLS_SANDBOX_H
#define CALLS_SANDBOX_H

#include <stdint.h>
#include <sys/types.h>

/* Ceilings of a worker process. */
struct calls_limits {
  uint64_t address_space; /* bytes */
  uint64_t cpu_seconds;
  uint64_t open_files;
};

/* Gives up what a reader of one document does not need. To be called first, while the process has
   one thread. Closes all descriptors but 0, 1, 2. Returns 0, or the errno of the step that failed.
   FSIZE is set to 0: the reply must go to a pipe, a file would raise SIGXFSZ. */
int calls_sandbox_enter(const struct calls_limits *limits);

/* Starts `path` in a process group of its own, with the three descriptors as 0, 1, 2, no other
   descriptor, default signals and the given environment. Safe with other threads running.
   Returns 0 and the process in *pid, or an errno. */
int calls_spawn(
    const char *path, char *const argv[], char *const envp[], int input, int output, int errors,
    pid_t *pid);

/* An anonymous file in memory, closed on exec. Returns the descriptor, or -1 and errno. */
int calls_memory_file(void);

/* A pipe, both ends closed on exec. Returns 0, or -1 and errno. */
int calls_pipe(int ends[2]);

/* Like wait4. Returns the pid if the process has ended, 0 if it still runs (with `block` 0), -1 on
   error. *exit_code is -1 unless it exited, *signal 0 unless it was killed. */
pid_t calls_wait(pid_t pid, int block, int *exit_code, int *signal, long *max_rss_kilobytes);

/* Kills the process group that calls_spawn made. */
void calls_kill_group(pid_t pid);

#endif
