#define _GNU_SOURCE
#include "CClock.h"

#include <stdint.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

// Here and not in Swift: its Glibc module does not show <sys/timerfd.h>.

// A moment that no machine lives to see: the timer is there for its cancellation alone. The kernel cancels it, and
// makes the descriptor readable, when the clock is set discontinuously, and when the machine resumes.
static int arm(int descriptor) {
  struct itimerspec never = {.it_value = {.tv_sec = INT32_MAX * (time_t)2}};
  return timerfd_settime(descriptor, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &never, NULL);
}

int cclock_watch(void) {
  int descriptor = timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
  if (descriptor < 0) return -1;
  if (arm(descriptor) != 0) {
    close(descriptor);
    return -1;
  }
  return descriptor;
}

void cclock_rearm(int descriptor) {
  uint64_t expirations;
  // The read fails with ECANCELED, which is the news, and takes it away.
  ssize_t count = read(descriptor, &expirations, sizeof expirations);
  (void)count;
  arm(descriptor);
}
