/* The reader of a command line's only document, started before `main`: it loads its libraries on
   another core while this program begins. A guess: what is not taken ends with this process. */
#ifndef CALLS_HEAD_START_H
#define CALLS_HEAD_START_H

#include <sys/types.h>

struct calls_head_start {
  pid_t pid;
  int reply;  /* the ends of the worker's pipes that are read */
  int errors;
};

/* Hands over the reader if this executable was started, with the usual limits, on the file that is
   open here, under that name, to tell the places of its words or not. Once: where it is another reader that is wanted, the one that runs is
   ended. Returns 1, or 0 where there is none. */
int calls_head_start_take(
    const char *executable, const char *name, int document, int word_boxes,
    struct calls_head_start *taken);

/* Ends the reader, if there is one. */
void calls_head_start_drop(void);

#endif
