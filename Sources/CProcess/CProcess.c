#define _GNU_SOURCE
#include "CProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <spawn.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <unistd.h>

// Here and not in Swift: Swift's Glibc module shows no GNU extensions (POSIX_SPAWN_SETSID, pipe2, mallopt, the action
// that closes everything from a number on), and prctl is variadic.

static int add_descriptors(posix_spawn_file_actions_t *actions, int input, int output, int errors) {
  int failure = posix_spawn_file_actions_adddup2(actions, input, STDIN_FILENO);
  if (failure == 0) failure = posix_spawn_file_actions_adddup2(actions, output, STDOUT_FILENO);
  if (failure == 0) failure = posix_spawn_file_actions_adddup2(actions, errors, STDERR_FILENO);
  if (failure == 0) failure = posix_spawn_file_actions_addclosefrom_np(actions, STDERR_FILENO + 1);
  return failure;
}

static int set_attributes(posix_spawnattr_t *attributes) {
  sigset_t all, none;
  sigfillset(&all);
  sigemptyset(&none);
  int failure = posix_spawnattr_setsigdefault(attributes, &all);
  if (failure == 0) failure = posix_spawnattr_setsigmask(attributes, &none);
  short flags = POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK;
  if (failure == 0) failure = posix_spawnattr_setflags(attributes, flags);
  return failure;
}

int cprocess_spawn(char *const arguments[], int input, int output, int errors, pid_t *child) {
  posix_spawn_file_actions_t actions;
  int failure = posix_spawn_file_actions_init(&actions);
  if (failure != 0) return failure;
  posix_spawnattr_t attributes;
  failure = posix_spawnattr_init(&attributes);
  if (failure == 0) {
    failure = add_descriptors(&actions, input, output, errors);
    if (failure == 0) failure = set_attributes(&attributes);
    if (failure == 0) failure = posix_spawnp(child, arguments[0], &actions, &attributes, arguments, environ);
    posix_spawnattr_destroy(&attributes);
  }
  posix_spawn_file_actions_destroy(&actions);
  return failure;
}

int cprocess_pipe(int *read_end, int *write_end) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return -1;
  int flags = fcntl(ends[0], F_GETFL);
  fcntl(ends[0], F_SETFL, flags | O_NONBLOCK);
  *read_end = ends[0];
  *write_end = ends[1];
  return 0;
}

int cprocess_watch(pid_t number) { return pidfd_open(number, 0); }

int cprocess_forbid_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 ? 0 : errno; }

int cprocess_keep_heap_small(int large) {
  int has_one = mallopt(M_ARENA_MAX, 1);
  int gives_back = mallopt(M_MMAP_THRESHOLD, large);
  // Otherwise the end of the heap would be given back and asked for again with every smaller piece.
  int keeps_end = mallopt(M_TRIM_THRESHOLD, 2 * large);
  return has_one && gives_back && keeps_end ? 0 : -1;
}
