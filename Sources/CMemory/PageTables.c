/* What a server has mapped of its program and its libraries, its children have to map again: of files
   that nobody has written to, the kernel leaves that to the page faults of the child, a hundred and
   thirty of them for a document. Where one page of a mapping is its process's own, the child gets the
   whole of it with the fork. So one byte of each is written as it is. */
#define _GNU_SOURCE
#include "CMemory.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#define LEAST ((unsigned long)128 << 10) /* of a smaller mapping, a child has few faults */

/* Lets the mapping be written to for the one byte, before any document is read; where the system
   refuses that, all stays as it was. */
static void make_own(unsigned long start, unsigned long end, int access) {
  if (mprotect((void *)start, end - start, access | PROT_WRITE)) return;
  volatile char *byte = (char *)start;
  *byte = *byte;
  mprotect((void *)start, end - start, access);
}

void calls_memory_hand_down(void) {
  int error = errno;
  FILE *maps = fopen("/proc/self/maps", "re");
  char line[4352], access[5];
  unsigned long start, end, inode;
  while (maps && fgets(line, sizeof line, maps))
    if (sscanf(line, "%lx-%lx %4s %*s %*s %lu", &start, &end, access, &inode) == 4 && inode &&
        end - start >= LEAST) {
      if (!strcmp(access, "r-xp")) make_own(start, end, PROT_READ | PROT_EXEC);
      if (!strcmp(access, "r--p")) make_own(start, end, PROT_READ);
    }
  if (maps) fclose(maps);
  errno = error;
}
