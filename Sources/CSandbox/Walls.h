/* The walls around a worker, one by one; only for the files of this folder. */
#ifndef CALLS_WALLS_H
#define CALLS_WALLS_H

#include "CSandbox.h"

/* Who lives behind the system-call filter. */
enum calls_filter {
  CALLS_FILTER_READER,        /* a process that reads one document */
  CALLS_FILTER_SERVER,        /* also forks, waits, passes descriptors, enters a reader's filter */
  CALLS_FILTER_FORKED_READER, /* as a reader, where the server's filter holds already */
};

void calls_close_other_descriptors(void);

/* The limit of this process's own CPU time. Returns 0 or an errno. */
int calls_limit_cpu(const struct calls_limits *limits);

/* no_new_privs, not dumpable, Landlock, seccomp. A kernel without one of the last two is no error.
   To be called with one thread; where `is_helped`, another one is made behind all walls but the last,
   which closes around both. Returns 0 or an errno. */
int calls_walls_enter(enum calls_filter filter, int is_helped, struct calls_sandbox *sandbox);

/* Returns the ABI version of the Landlock rules that now hold, 0 where there are none. */
int calls_landlock_enter(void);

/* Returns 0, or an errno with no new filter. Needs no_new_privs. */
int calls_filter_enter(enum calls_filter filter);

#endif
