/* A second thread for a reader of one long document. The reader's walls forbid to make threads: it is
   made before the last of them, and waits until there is work. It shares all limits of its process,
   and ends with it. */
#ifndef CALLS_HELPER_H
#define CALLS_HELPER_H

/* Makes the helper of this process; once is enough. Returns 0 or an errno. */
int calls_helper_make(void);

/* Has the helper do some work. Returns 0, or -1 where there is none or it is at work already. */
int calls_helper_start(void (*work)(void *), void *context);

/* Waits until the work that was started is done. */
void calls_helper_wait(void);

#endif
