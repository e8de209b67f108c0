#define _GNU_SOURCE
#include "CHelper.h"

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stddef.h>

/* As much as the first thread has: what is nested too deep for one is so for the other. */
#define STACK ((size_t)8 << 20)

enum { NONE, IDLE, BUSY };

static struct {
  _Atomic int state;
  sem_t begin, end;
  void (*work)(void *);
  void *context;
} helper;

static void wait_for(sem_t *semaphore) {
  while (sem_wait(semaphore) != 0 && errno == EINTR) {}
}

static void *run(void *nothing) {
  for (;;) {
    wait_for(&helper.begin);
    helper.work(helper.context);
    sem_post(&helper.end);
  }
  return nothing;
}

static int make(void) {
  pthread_attr_t attributes;
  pthread_t thread;
  int error = pthread_attr_init(&attributes);
  if (error) return error;
  sem_init(&helper.begin, 0, 0);
  sem_init(&helper.end, 0, 0);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_attr_setstacksize(&attributes, STACK);
  error = pthread_create(&thread, &attributes, run, NULL);
  pthread_attr_destroy(&attributes);
  if (!error) helper.state = IDLE;
  return error;
}

int calls_helper_make(void) {
  static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  pthread_mutex_lock(&mutex);
  int error = helper.state == NONE ? make() : 0;
  pthread_mutex_unlock(&mutex);
  return error;
}

int calls_helper_start(void (*work)(void *), void *context) {
  int idle = IDLE;
  if (!atomic_compare_exchange_strong(&helper.state, &idle, BUSY)) return -1;
  helper.work = work;
  helper.context = context;
  sem_post(&helper.begin);
  return 0;
}

void calls_helper_wait(void) {
  wait_for(&helper.end);
  helper.state = IDLE;
}
