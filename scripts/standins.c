/* One library in place of several: each function finds the real one when it is first called, loads
   its library then, and gives way to it. Made by standins.sh, which writes `functions`: a line
   `FUNCTION(number, name, library)` each, and `libraries`: the paths of the real ones. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <unistd.h>

#ifndef __x86_64__
#error "no stand-ins for this architecture"
#endif

#define HIDDEN __attribute__((visibility("hidden")))

static const char *const libraries[] = {
#include "libraries"
};

#define FUNCTION(number, name, library) library,
#define RELEASE FUNCTION
static const unsigned char library_of[] = {
#include "functions"
};
#undef FUNCTION

#define FUNCTION(number, name, library) #name,
static const char names[][64] = {
#include "functions"
};
#undef FUNCTION

/* Where each one goes: to its second line at first, to the real function later. */
#define FUNCTION(number, name, library)                                                    \
  __asm__(".text\n.globl " #name "\n.type " #name ", @function\n" #name                    \
          ":\n  jmp *calls_standin_places+8*" #number "(%rip)\ncalls_standin_" #number     \
          ":\n  pushq $" #number "\n  jmp calls_standin_first\n");                         \
  extern HIDDEN char calls_standin_##number[];
/* Of nothing, nothing is released: no reason to load a library. */
#undef RELEASE
#define RELEASE(number, name, library)                                                     \
  __asm__(".text\n.globl " #name "\n.type " #name ", @function\n" #name                    \
          ":\n  test %rdi, %rdi\n  je 1f\n  jmp *calls_standin_places+8*" #number          \
          "(%rip)\n1: ret\ncalls_standin_" #number ":\n  pushq $" #number                  \
          "\n  jmp calls_standin_first\n");                                                \
  extern HIDDEN char calls_standin_##number[];
#include "functions"
#undef FUNCTION
#undef RELEASE

#define FUNCTION(number, name, library) calls_standin_##number,
#define RELEASE FUNCTION
HIDDEN void *calls_standin_places[] = {
#include "functions"
};

HIDDEN void *calls_standin_find(long number) {
  static void *handles[sizeof libraries / sizeof *libraries];
  int library = library_of[number];
  if (!handles[library]) handles[library] = dlopen(libraries[library], RTLD_LAZY | RTLD_LOCAL);
  void *function = handles[library] ? dlsym(handles[library], names[number]) : NULL;
  if (!function) {
    dprintf(2, "calls: %s\n", dlerror());
    _exit(70);
  }
  return calls_standin_places[number] = function;
}

/* With all registers that may hold arguments as the caller left them. */
__asm__(
    ".text\ncalls_standin_first:\n"
    "  push %rdi\n  push %rsi\n  push %rdx\n  push %rcx\n"
    "  push %r8\n  push %r9\n  push %rax\n  push %r10\n  sub $128, %rsp\n"
    "  movups %xmm0, (%rsp)\n  movups %xmm1, 16(%rsp)\n  movups %xmm2, 32(%rsp)\n"
    "  movups %xmm3, 48(%rsp)\n  movups %xmm4, 64(%rsp)\n  movups %xmm5, 80(%rsp)\n"
    "  movups %xmm6, 96(%rsp)\n  movups %xmm7, 112(%rsp)\n"
    "  mov 192(%rsp), %rdi\n  call calls_standin_find\n  mov %rax, %r11\n"
    "  movups (%rsp), %xmm0\n  movups 16(%rsp), %xmm1\n  movups 32(%rsp), %xmm2\n"
    "  movups 48(%rsp), %xmm3\n  movups 64(%rsp), %xmm4\n  movups 80(%rsp), %xmm5\n"
    "  movups 96(%rsp), %xmm6\n  movups 112(%rsp), %xmm7\n  add $128, %rsp\n"
    "  pop %r10\n  pop %rax\n  pop %r9\n  pop %r8\n"
    "  pop %rcx\n  pop %rdx\n  pop %rsi\n  pop %rdi\n  add $8, %rsp\n  jmp *%r11\n");
