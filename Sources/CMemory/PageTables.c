/* What a server has mapped of its program and its libraries, its children have to map again: of files
   that nobody has written to, the kernel leaves that to the page faults of the child, a hundred and
   thirty of them for a document. Where one page of a mapping is its process's own, the child gets the
   whole of it with the fork. So one byte of each is written as it is. */
#define _GNU_SOURCE
#include "CMemory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define LEAST ((unsigned long)128 << 10) /* of a smaller mapping, a child has few faults */

/* Writes over what may only be read or executed, which the kernel grants a process in its own memory;
   where it does not, all stays as it was. */
static void make_own(int memory, unsigned long page) {
  char byte;
  if (pread(memory, &byte, 1, (off_t)page) == 1 && pwrite(memory, &byte, 1, (off_t)page) < 0) return;
}

void calls_memory_hand_down(void) {
  int error = errno;
  int memory = open("/proc/self/mem", O_RDWR | O_CLOEXEC);
  FILE *maps = memory < 0 ? NULL : fopen("/proc/self/maps", "re");
  char line[4352], access[5];
  unsigned long start, end, inode;
  while (maps && fgets(line, sizeof line, maps))
    if (sscanf(line, "%lx-%lx %4s %*s %*s %lu", &start, &end, access, &inode) == 4 && inode &&
        end - start >= LEAST && (!strcmp(access, "r-xp") || !strcmp(access, "r--p")))
      make_own(memory, start);
  if (maps) fclose(maps);
  if (memory >= 0) close(memory);
  errno = error;
}
