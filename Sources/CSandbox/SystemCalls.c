/* The system calls that a reader may make, as a seccomp program written by hand, see seccomp(2).
   What is not named here gives EPERM; what only an attack would try ends the process. */
#define _GNU_SOURCE
#include "Walls.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef ARCHITECTURE

/* Bytes, memory, time and the process itself; paths only as far as Landlock lets them. */
static const int allowed[] = {
    SYS_read, SYS_readv, SYS_pread64, SYS_preadv, SYS_write, SYS_writev, SYS_lseek, SYS_close,
    SYS_fstat, SYS_newfstatat, SYS_statx, SYS_fstatfs, SYS_statfs, SYS_faccessat, SYS_readlinkat,
    SYS_getdents64, SYS_getcwd, SYS_dup, SYS_dup3, SYS_ppoll, SYS_pselect6,
    SYS_munmap, SYS_mremap, SYS_madvise, SYS_brk, SYS_mincore, SYS_membarrier,
    SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_rt_sigpending, SYS_sigaltstack,
    SYS_restart_syscall, SYS_futex, SYS_set_robust_list, SYS_set_tid_address,
    SYS_clock_gettime, SYS_clock_getres, SYS_clock_nanosleep, SYS_nanosleep, SYS_gettimeofday,
    SYS_times, SYS_getrandom, SYS_getpid, SYS_gettid, SYS_getppid, SYS_getuid, SYS_geteuid,
    SYS_getgid, SYS_getegid, SYS_getrusage, SYS_getrlimit, SYS_sched_yield, SYS_sched_getaffinity,
    SYS_getcpu, SYS_uname, SYS_sysinfo, SYS_exit, SYS_exit_group,
#ifdef SYS_rseq
    SYS_rseq,
#endif
#ifdef SYS_faccessat2
    SYS_faccessat2,
#endif
#ifdef __x86_64__
    SYS_stat, SYS_lstat, SYS_access, SYS_readlink, SYS_dup2, SYS_poll, SYS_select, SYS_time,
    SYS_getdents, SYS_arch_prctl,
#endif
};

static const int deadly[] = {
    SYS_execve, SYS_execveat, SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev,
    SYS_kexec_load, SYS_init_module, SYS_finit_module, SYS_delete_module, SYS_reboot, SYS_bpf,
    SYS_perf_event_open, SYS_userfaultfd, SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot,
    SYS_unshare, SYS_setns, SYS_keyctl, SYS_add_key, SYS_request_key,
#ifdef SYS_io_uring_setup
    SYS_io_uring_setup, SYS_io_uring_enter, SYS_io_uring_register,
#endif
#ifdef SYS_pidfd_getfd
    SYS_pidfd_getfd,
#endif
};

struct program {
  struct sock_filter code[400];
  unsigned short length;
};

#define ARGUMENT(i) (offsetof(struct seccomp_data, args) + 8u * (i)) /* low half, little-endian */
#define KILL SECCOMP_RET_KILL_PROCESS
#define ALLOW SECCOMP_RET_ALLOW
#define REFUSE(error) (SECCOMP_RET_ERRNO | (error))

static void add(struct program *p, uint16_t code, uint32_t k, uint8_t yes, uint8_t no) {
  if (p->length < sizeof p->code / sizeof *p->code)
    p->code[p->length] = (struct sock_filter){code, yes, no, k};
  p->length++;
}

static void load(struct program *p, uint32_t offset) {
  add(p, BPF_LD | BPF_W | BPF_ABS, offset, 0, 0);
}

static void give(struct program *p, uint32_t action) { add(p, BPF_RET | BPF_K, action, 0, 0); }

/* `skip` instructions are passed over unless the accumulator is `value`. */
static void unless_equal(struct program *p, uint32_t value, uint8_t skip) {
  add(p, BPF_JMP | BPF_JEQ | BPF_K, value, 0, skip);
}

static void decide(struct program *p, int call, uint32_t action) {
  unless_equal(p, (uint32_t)call, 1);
  give(p, action);
}

/* By the bits of an argument, an `int`, under a mask. */
static void decide_by_bits(
    struct program *p, int call, unsigned argument, uint32_t mask, uint32_t value, uint32_t equal,
    uint32_t other) {
  unless_equal(p, (uint32_t)call, 5);
  load(p, ARGUMENT(argument));
  add(p, BPF_ALU | BPF_AND | BPF_K, mask, 0, 0);
  unless_equal(p, value, 1);
  give(p, equal);
  give(p, other);
}

static void allow_values(
    struct program *p, int call, unsigned argument, const int *values, int count) {
  unless_equal(p, (uint32_t)call, (uint8_t)(2 + 2 * count));
  load(p, ARGUMENT(argument));
  for (int i = 0; i < count; i++) decide(p, values[i], ALLOW);
  give(p, REFUSE(EPERM));
}

/* Limits may be read, those of this process. */
static void allow_reading_limits(struct program *p) {
  unless_equal(p, SYS_prlimit64, 8);
  load(p, ARGUMENT(0));
  unless_equal(p, 0, 5);
  load(p, ARGUMENT(2));
  unless_equal(p, 0, 3);
  load(p, ARGUMENT(2) + 4);
  unless_equal(p, 0, 1);
  give(p, ALLOW);
  give(p, REFUSE(EPERM));
}

static void add_files_and_memory(struct program *p) {
  const uint32_t writing = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | (O_TMPFILE & ~O_DIRECTORY);
  decide_by_bits(p, SYS_openat, 2, writing, 0, ALLOW, REFUSE(EACCES));
#ifdef SYS_open
  decide_by_bits(p, SYS_open, 1, writing, 0, ALLOW, REFUSE(EACCES));
#endif
#ifdef SYS_openat2
  decide(p, SYS_openat2, REFUSE(ENOSYS)); /* its flags lie behind a pointer */
#endif
  const uint32_t both = PROT_WRITE | PROT_EXEC;
  decide_by_bits(p, SYS_mmap, 2, both, both, REFUSE(EPERM), ALLOW);
  decide_by_bits(p, SYS_mprotect, 2, both, both, REFUSE(EPERM), ALLOW);
  /* No owner of signals, no lease, no sealing. */
  static const int commands[] = {F_DUPFD, F_DUPFD_CLOEXEC, F_GETFD, F_SETFD, F_GETFL, F_SETFL};
  allow_values(p, SYS_fcntl, 1, commands, sizeof commands / sizeof *commands);
}

/* What a server may do besides what a reader may. */
static const int of_servers[] = {
    SYS_recvmsg, SYS_sendto, SYS_wait4, SYS_seccomp, SYS_setrlimit,
#ifdef SYS_close_range
    SYS_close_range,
#endif
};

static void add_reader(struct program *p) {
  static const int names[] = {PR_SET_NAME};
  allow_values(p, SYS_prctl, 0, names, 1);
  /* `abort` signals the process itself. */
  decide_by_bits(p, SYS_tgkill, 0, ~0u, (uint32_t)getpid(), ALLOW, REFUSE(EPERM));
  allow_reading_limits(p);
}

static void add_server(struct program *p) {
  static const int settings[] = {PR_SET_NAME, PR_SET_PDEATHSIG};
  allow_values(p, SYS_prctl, 0, settings, 2);
  decide(p, SYS_prlimit64, ALLOW);
  for (size_t i = 0; i < sizeof of_servers / sizeof *of_servers; i++)
    decide(p, of_servers[i], ALLOW);
  /* A process, not a thread, and in the same namespaces. */
  const uint32_t others = ~(uint32_t)(CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID | 0xff);
  decide_by_bits(p, SYS_clone, 0, others, 0, ALLOW, REFUSE(EPERM));
  /* Its children's pids are not known yet; they enter a stricter filter besides this one. */
  decide_by_bits(p, SYS_tgkill, 2, ~0u, SIGABRT, ALLOW, REFUSE(EPERM));
}

/* All that a reader may, and a server. */
static void add_lists(struct program *p, enum calls_filter filter) {
  for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++) decide(p, allowed[i], ALLOW);
  add_files_and_memory(p);
  decide(p, SYS_clone3, REFUSE(ENOSYS)); /* its flags lie behind a pointer */
  if (filter == CALLS_FILTER_SERVER) {
    add_server(p);
  } else {
    add_reader(p);
  }
  for (size_t i = 0; i < sizeof deadly / sizeof *deadly; i++) decide(p, deadly[i], KILL);
  give(p, REFUSE(EPERM));
}

/* What a server may and a reader may not is taken back; the server's own filter, which holds in its
   children too, refuses the rest. A tenth of a reader's filter: the kernel compiles it for each. */
static void add_difference(struct program *p) {
  add_reader(p);
  for (size_t i = 0; i < sizeof of_servers / sizeof *of_servers; i++)
    decide(p, of_servers[i], REFUSE(EPERM));
  decide(p, SYS_clone, REFUSE(EPERM));
  give(p, ALLOW);
}

int calls_filter_enter(enum calls_filter filter) {
  struct program p = {.length = 0};
  load(&p, offsetof(struct seccomp_data, arch));
  add(&p, BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0);
  give(&p, KILL);
  load(&p, offsetof(struct seccomp_data, nr));
#ifdef __x86_64__
  /* The x32 calls are the same ones under other numbers. */
  add(&p, BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1);
  give(&p, KILL);
#endif
  if (filter == CALLS_FILTER_FORKED_READER) {
    add_difference(&p);
  } else {
    add_lists(&p, filter);
  }
  if (p.length > sizeof p.code / sizeof *p.code) return E2BIG;
  struct sock_fprog whole = {.len = p.length, .filter = p.code};
  /* The helper of a long document, and what threads a library made, are filtered as well. */
  long error = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &whole);
  return error == 0 ? 0 : error > 0 ? EBUSY : errno;
}

#else

int calls_filter_enter(enum calls_filter filter) {
  (void)filter;
  return ENOSYS;
}

#endif
