#define _GNU_SOURCE
#include "CLate.h"

#include <dlfcn.h>
#include <stdio.h>
#include <unistd.h>

_Noreturn static void fail(void) {
  const char *cause = dlerror();
  dprintf(2, "calls: %s\n", cause ? cause : "a library cannot be loaded");
  _exit(70);
}

static void *loaded(struct calls_late_library *library) {
  void *handle = __atomic_load_n(&library->handle, __ATOMIC_ACQUIRE);
  for (const char *const *name = library->names; !handle && *name; name++)
    handle = dlopen(*name, RTLD_LAZY | RTLD_LOCAL);
  if (!handle) fail();
  __atomic_store_n(&library->handle, handle, __ATOMIC_RELEASE);
  return handle;
}

void calls_late_load(struct calls_late_library *library) { loaded(library); }

void *calls_late_function(struct calls_late_library *library, const char *name) {
  void *function = dlsym(loaded(library), name);
  if (!function) fail();
  return function;
}
