/* The memory of a worker: `malloc` and its kin, for a process that has few threads, lives for
   one document and is small. A program that links this target has it in place of the C library's. */
#ifndef CALLS_MEMORY_H
#define CALLS_MEMORY_H

/* To be called by a server before it forks: what its children allocate then lies on pages of their
   own, which the kernel gives them clean and many at once, and not on pages that it must copy. */
void calls_memory_retire(void);

/* The same: what is mapped of the program's files by now is mapped in each child from the start. To be
   called while this process may still open files. */
void calls_memory_hand_down(void);

#endif
