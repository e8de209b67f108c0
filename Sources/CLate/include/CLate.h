/* Libraries that are loaded when a function of theirs is first called: a program that needs none of
   them starts without, which is sooner by a tenth of a small document's time for each. */
#ifndef CALLS_LATE_H
#define CALLS_LATE_H

struct calls_late_library {
  const char *const *names; /* the first that is there is taken; ends with NULL */
  void *handle;
};

/* Loads a library, unless it is there already. */
void calls_late_load(struct calls_late_library *library);

/* The function of a library. Ends the process, saying why, where the machine has no such library or
   that has no such function: the program was built for a machine that has. */
void *calls_late_function(struct calls_late_library *library, const char *name);

/* Defines a function of a library, as its header declares it: this one finds the library's own and
   calls it. */
#define CALLS_LATE(library, type, name, parameters, arguments)                        \
  type name parameters {                                                              \
    static void *found;                                                               \
    void *function = __atomic_load_n(&found, __ATOMIC_RELAXED);                       \
    if (!function) {                                                                  \
      function = calls_late_function(&library, #name);                                \
      __atomic_store_n(&found, function, __ATOMIC_RELAXED);                           \
    }                                                                                 \
    return ((type(*) parameters)function)arguments;                                   \
  }

#endif
