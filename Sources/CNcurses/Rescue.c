#define _GNU_SOURCE
#include "CNcurses.h"
#include "Modes.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

static uint8_t leaving[512];
static size_t leaving_length;
static atomic_int armed_descriptor = -1;

// Everything here may be called from a signal handler. A terminal that takes nothing is waited for 100 ms.
static void put_terminal_back(void) {
  int descriptor = atomic_exchange(&armed_descriptor, -1);
  if (descriptor < 0) return;
  size_t written = 0;
  while (written < leaving_length) {
    ssize_t count = write(descriptor, leaving + written, leaving_length - written);
    if (count > 0) {
      written += (size_t)count;
    } else if (errno == EAGAIN) {
      struct pollfd waiting = {.fd = descriptor, .events = POLLOUT};
      if (poll(&waiting, 1, 100) <= 0) break;
    } else if (errno != EINTR) {
      break;
    }
  }
  terminal_restore_modes();
}

static void on_crash(int number) {
  put_terminal_back();
  struct sigaction plain = {.sa_handler = SIG_DFL};
  sigaction(number, &plain, NULL);
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, number);
  pthread_sigmask(SIG_UNBLOCK, &only, NULL);
  raise(number);
  _exit(128 + number);
}

void rescue_install(void) {
  static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGSYS, SIGQUIT};
  struct sigaction action = {.sa_handler = on_crash, .sa_flags = SA_ONSTACK};
  sigfillset(&action.sa_mask);
  for (size_t index = 0; index < sizeof crashes / sizeof *crashes; index++) {
    sigaction(crashes[index], &action, NULL);
  }
  atexit(put_terminal_back);
}

void rescue_arm(int descriptor) {
  if (leaving_length == 0) leaving_length = screen_compose_leaving(leaving, sizeof leaving);
  atomic_store(&armed_descriptor, descriptor);
}

void rescue_disarm(void) { atomic_store(&armed_descriptor, -1); }
