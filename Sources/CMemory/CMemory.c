/* Small blocks come in classes of one size, each from slabs of 16 KB: a block's slab, and so its
   size, is found from its address alone. Freed blocks go on a list of their class, and are the first
   to be given out again. Middle blocks take several slabs, large ones are mappings of their own.

   Poppler makes and frees a million small objects for a few pages of text; this is faster than a
   general allocator, since it has neither locks for small blocks (each thread has lists of its own,
   and a block goes on the list of the thread that frees it), nor neighbours to merge, nor memory to
   give back. What general allocators check is checked here, too: a slab names
   itself by a secret, and the links of the lists are covered by it. */
#define _GNU_SOURCE
#include "CMemory.h"

#include <errno.h>
#include <pthread.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/single_threaded.h>
#include <unistd.h>

#define SLAB ((size_t)1 << 14)
#define HEADER 64
#define FINE 256                                     /* up to here, classes are 16 bytes apart */
#define LARGEST ((SLAB - HEADER) / 2 & ~(size_t)15)  /* of the small ones */
#define FINE_CLASSES (FINE / 16 + 1)
#define CLASSES (FINE_CLASSES + 24)
#define RUN 16                        /* slabs of the largest of the middle ones */
#define REGION ((size_t)1 << 22)      /* slabs are mapped so many bytes at once, */
#define STEP ((size_t)1 << 17)        /* and made present so many bytes at once, */
#define FIRST_STEP ((size_t)1 << 19)  /* the first ones more: no document takes less */
#define FILLED ((size_t)8 << 20)      /* a larger block may be meant for more than will be there */
#define KEPT 16                       /* large blocks kept for reuse, */
#define KEPT_BYTES ((size_t)32 << 20) /* and their bytes in all */

struct slab {
  uint64_t secret;
  uint32_t class; /* CLASSES for a middle or a large block */
  size_t size;    /* of a block, without this header */
  size_t mapped;  /* of the others: bytes from this header on */
  size_t offset;  /* and from this header to the block */
  struct slab *next; /* of a freed middle block */
};

struct freed {
  uintptr_t next; /* covered by the secret */
};

/* Of this thread. */
static _Thread_local struct {
  struct freed *freed;
  char *next; /* in the slab that is being given out */
  char *end;
} classes[CLASSES] __attribute__((tls_model("initial-exec")));

/* Of this thread: slabs that are present, and not yet given out. */
static _Thread_local struct {
  char *next, *end;
} slabs __attribute__((tls_model("initial-exec")));

static size_t sizes[CLASSES];
static uint8_t coarse[LARGEST / FINE + 1]; /* the first class to try, by size in units of FINE */
static char *region, *region_end; /* mapped, and nobody's yet */
static size_t first_step = FIRST_STEP;
static struct slab *freed_runs[RUN + 1]; /* by slabs */
static struct slab *kept[KEPT];
static size_t kept_bytes;
static uint64_t secret;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

#define LIKELY(x) __builtin_expect(!!(x), 1)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)

static void lock(void) {
  if (UNLIKELY(!__libc_single_threaded)) pthread_mutex_lock(&mutex);
}

static void unlock(void) {
  if (UNLIKELY(!__libc_single_threaded)) pthread_mutex_unlock(&mutex);
}

static void start(void) {
  /* 16 random bytes that the kernel gives to each program. */
  const void *random = (const void *)getauxval(AT_RANDOM);
  if (random) memcpy(&secret, random, sizeof secret);
  secret |= 1;
  for (size_t i = 0; i < FINE_CLASSES; i++) sizes[i] = i ? i * 16 : 16;
  size_t size = FINE;
  for (size_t i = FINE_CLASSES; i < CLASSES; i++) {
    size = (size + size / 6 + 15) & ~(size_t)15;
    sizes[i] = size < LARGEST && i + 1 < CLASSES ? size : LARGEST;
  }
  for (size_t k = 0, class = FINE_CLASSES; k < sizeof coarse; k++) {
    while (sizes[class] <= k * FINE) class++;
    coarse[k] = (uint8_t)class;
  }
}

static size_t class_of(size_t size) {
  if (LIKELY(size <= FINE)) return (size + 15) / 16;
  size_t class = coarse[(size - 1) / FINE];
  while (sizes[class] < size) class++;
  return class;
}

_Noreturn static void fault(void) { abort(); }

static struct slab *slab_of(const void *block) {
  struct slab *slab = (struct slab *)((uintptr_t)block & ~(SLAB - 1));
  if (UNLIKELY(slab->secret != secret)) fault();
  return slab;
}

/* MARK: Mappings */

/* Pages that begin at a multiple of SLAB, or NULL. */
static void *map(size_t bytes) {
  char *start =
      mmap(NULL, bytes + SLAB, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (start == MAP_FAILED) return NULL;
  char *first = (char *)(((uintptr_t)start + SLAB - 1) & ~(SLAB - 1));
  if (first > start) munmap(start, (size_t)(first - start));
  size_t rest = (size_t)(start + SLAB - first);
  if (rest) munmap(first + bytes, rest);
  return first;
}

/* One call for many pages is cheaper than a fault for each. Linux 5.14; else they come by faults. */
static void make_present(void *start, size_t bytes) {
#ifdef MADV_POPULATE_WRITE
  int error = errno;
  madvise(start, bytes, MADV_POPULATE_WRITE);
  errno = error;
#endif
}

/* So many slabs in a row out of those that were freed; what is left over of a longer row is freed in
   its turn. NULL where there are none. */
static struct slab *take_freed_slabs(size_t count) {
  for (size_t i = count; i <= RUN; i++) {
    struct slab *slab = freed_runs[i];
    if (!slab) continue;
    freed_runs[i] = slab->next;
    if (i > count) {
      struct slab *rest = (struct slab *)((char *)slab + count * SLAB);
      *rest = (struct slab){.next = freed_runs[i - count]};
      freed_runs[i - count] = rest;
    }
    return slab;
  }
  return NULL;
}

/* So many bytes that nothing has, or NULL; fewer only where that is what is left of the last mapping. */
static char *carve(size_t *bytes, size_t least) {
  size_t left = (size_t)(region_end - region);
  if (UNLIKELY(left < least)) {
    char *next = map(REGION);
    if (!next) return NULL;
    region = next;
    region_end = next + REGION;
  } else if (left < *bytes) {
    *bytes = left;
  }
  char *start = region;
  region += *bytes;
  return start;
}

/* A slab of those that this thread has present, or NULL. Pages are made present without the lock: it
   takes so long that other threads would wait. */
static struct slab *take_slab(void) {
  if (UNLIKELY(slabs.next == slabs.end)) {
    lock();
    struct slab *freed = take_freed_slabs(1);
    size_t bytes = slabs.end ? STEP : first_step;
    char *start = freed ? NULL : carve(&bytes, SLAB);
    unlock();
    if (freed || !start) return freed;
    make_present(start, bytes);
    slabs.next = start;
    slabs.end = start + bytes;
  }
  struct slab *slab = (struct slab *)slabs.next;
  slabs.next += SLAB;
  return slab;
}

/* So many slabs in a row, or NULL. */
static struct slab *take_slabs(size_t count) {
  size_t bytes = count * SLAB;
  lock();
  struct slab *freed = take_freed_slabs(count);
  char *start = freed ? NULL : carve(&bytes, bytes);
  unlock();
  if (start) make_present(start, bytes);
  return freed ? freed : (struct slab *)start;
}

static int new_slab(size_t class) {
  struct slab *slab = take_slab();
  if (!slab) return -1;
  *slab = (struct slab){.secret = secret, .class = (uint32_t)class, .size = sizes[class]};
  classes[class].next = (char *)slab + HEADER;
  classes[class].end = (char *)slab + SLAB;
  return 0;
}

/* MARK: Small blocks */

static void *take_new(size_t class) {
  size_t size = sizes[class];
  if (UNLIKELY((size_t)(classes[class].end - classes[class].next) < size) && new_slab(class))
    return NULL;
  char *block = classes[class].next;
  classes[class].next = block + size;
  return block;
}

static void *take(size_t class) {
  struct freed *block = classes[class].freed;
  if (UNLIKELY(!block)) return take_new(class);
  struct freed *next = (struct freed *)(block->next ^ secret);
  if (UNLIKELY((uintptr_t)next & 15)) fault();
  /* What was freed long ago is in no cache: the next one is fetched while this one is in use. */
  __builtin_prefetch(next, 1);
  classes[class].freed = next;
  return block;
}

static void give_back(struct slab *slab, void *block) {
  struct freed *freed = block;
  freed->next = (uintptr_t)classes[slab->class].freed ^ secret;
  classes[slab->class].freed = freed;
}

/* MARK: Large blocks */

static struct slab *take_kept(size_t bytes) {
  int best = -1;
  for (int i = 0; i < KEPT; i++)
    if (kept[i] && kept[i]->mapped >= bytes && kept[i]->mapped <= bytes + bytes / 2 &&
        (best < 0 || kept[i]->mapped < kept[best]->mapped))
      best = i;
  if (best < 0) return NULL;
  struct slab *slab = kept[best];
  kept[best] = NULL;
  kept_bytes -= slab->mapped;
  return slab;
}

/* *clean is 1 where the block is known to hold zeros. */
static void *take_large(size_t size, size_t offset, int *clean) {
  if (size > PTRDIFF_MAX - 2 * SLAB) return NULL;
  size_t bytes = (size + offset + 4095) & ~(size_t)4095;
  size_t count = (bytes + SLAB - 1) / SLAB;
  struct slab *slab;
  if (count <= RUN) {
    if (!(slab = take_slabs(count))) return NULL;
    slab->mapped = count * SLAB;
    *clean = 0;
  } else {
    lock();
    slab = take_kept(bytes);
    unlock();
    *clean = !slab;
    if (!slab) {
      if (!(slab = map(bytes))) return NULL;
      slab->mapped = bytes;
      if (bytes <= FILLED) make_present(slab, bytes);
    }
  }
  slab->secret = secret;
  slab->class = CLASSES;
  slab->offset = offset;
  slab->size = slab->mapped - offset;
  return (char *)slab + offset;
}

static void give_back_large(struct slab *slab) {
  size_t bytes = slab->mapped;
  slab->secret = 0;
  if (bytes <= RUN * SLAB) {
    slab->next = freed_runs[bytes / SLAB];
    freed_runs[bytes / SLAB] = slab;
    return;
  }
  if (bytes <= KEPT_BYTES / 4 && kept_bytes + bytes <= KEPT_BYTES)
    for (int i = 0; i < KEPT; i++)
      if (!kept[i]) {
        kept[i] = slab;
        kept_bytes += bytes;
        return;
      }
  munmap(slab, bytes);
}

/* MARK: The functions of stdlib.h */

/* Not `malloc` by name: a compiler makes `calloc` of that and `memset`. */
static void *allocate(size_t size, int *clean) {
  *clean = 0;
  if (UNLIKELY(!secret)) start();
  void *block;
  if (LIKELY(size <= LARGEST)) {
    block = take(class_of(size));
  } else {
    block = take_large(size, HEADER, clean);
  }
  if (UNLIKELY(!block)) errno = ENOMEM;
  return block;
}

void *malloc(size_t size) {
  int clean;
  return allocate(size, &clean);
}

void free(void *block) {
  if (!block) return;
  struct slab *slab = slab_of(block);
  if (LIKELY(slab->class < CLASSES)) {
    give_back(slab, block);
  } else {
    if (UNLIKELY((char *)block != (char *)slab + slab->offset)) fault();
    lock();
    give_back_large(slab);
    unlock();
  }
}

void *calloc(size_t count, size_t size) {
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes)) {
    errno = ENOMEM;
    return NULL;
  }
  int clean;
  void *block = allocate(bytes, &clean);
  return !block || clean ? block : memset(block, 0, bytes);
}

size_t malloc_usable_size(void *block) { return block ? slab_of(block)->size : 0; }

void *realloc(void *block, size_t size) {
  if (!block) return malloc(size);
  if (!size) {
    free(block);
    return NULL;
  }
  size_t old = slab_of(block)->size;
  if (size <= old && (size >= old / 2 || old <= 64)) return block;
  void *moved = malloc(size);
  if (!moved) return NULL;
  memcpy(moved, block, size < old ? size : old);
  free(block);
  return moved;
}

int posix_memalign(void **place, size_t alignment, size_t size) {
  if (alignment < sizeof(void *) || alignment & (alignment - 1) || alignment > SLAB / 2)
    return EINVAL;
  int clean, error = errno;
  void *block;
  if (alignment <= 16) {
    block = malloc(size);
  } else {
    if (UNLIKELY(!secret)) start();
    block = take_large(size, alignment < HEADER ? HEADER : alignment, &clean);
  }
  errno = error;
  if (!block) return ENOMEM;
  *place = block;
  return 0;
}

void *aligned_alloc(size_t alignment, size_t size) {
  void *block = NULL;
  int error = posix_memalign(&block, alignment < 16 ? 16 : alignment, size);
  if (error) errno = error;
  return block;
}

void *memalign(size_t alignment, size_t size) { return aligned_alloc(alignment, size); }

void *valloc(size_t size) { return aligned_alloc(4096, size); }

void *pvalloc(size_t size) { return aligned_alloc(4096, (size + 4095) & ~(size_t)4095); }

void cfree(void *block) { free(block); }

/* MARK: Forking */

/* What was given out stays as it is; what comes is on other slabs. */
static void leave_slabs(void) {
  memset(classes, 0, sizeof classes);
  memset(&slabs, 0, sizeof slabs);
  memset(freed_runs, 0, sizeof freed_runs);
  memset(kept, 0, sizeof kept);
  kept_bytes = 0;
}

/* In a child, which has one thread. Slabs that its server has present, though empty, would have to be
   copied page by page. */
static void begin_child(void) {
  leave_slabs();
  first_step = FIRST_STEP;
}

void calls_memory_retire(void) {
  static int is_told;
  if (!is_told) is_told = pthread_atfork(NULL, NULL, begin_child) == 0;
  lock();
  leave_slabs();
  /* Mapped here, present in each child. */
  region = map(REGION);
  region_end = region ? region + REGION : NULL;
  if (is_told) first_step = SLAB;
  unlock();
}
