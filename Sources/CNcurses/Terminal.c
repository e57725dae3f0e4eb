#define _GNU_SOURCE
#include "CNcurses.h"
#include "Modes.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

static int modes_descriptor = -1;
static struct termios found_modes;

bool terminal_size(int descriptor, int *rows, int *columns) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0) return false;
  *rows = size.ws_row;
  *columns = size.ws_col;
  return true;
}

int terminal_reopen(int descriptor) {
  char path[64];
  snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
  int flags = O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC;
  int opened = open(path, flags);
  if (opened < 0 && ttyname_r(descriptor, path, sizeof path) == 0) opened = open(path, flags);
  return opened;
}

static bool set_modes(int descriptor, const struct termios *modes) {
  int result;
  do result = tcsetattr(descriptor, TCSANOW, modes);
  while (result != 0 && errno == EINTR);
  return result == 0;
}

bool terminal_take_modes(int descriptor) {
  if (modes_descriptor < 0) {
    if (tcgetattr(descriptor, &found_modes) != 0) return false;
    modes_descriptor = descriptor;
  }
  struct termios modes = found_modes;
  modes.c_iflag &= ~(tcflag_t)(ICRNL | INLCR | IGNCR | IXON | IXOFF | ISTRIP);
  modes.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ECHONL | IEXTEN);
  modes.c_lflag |= ISIG;
  modes.c_cc[VMIN] = 1;
  modes.c_cc[VTIME] = 0;
  return set_modes(descriptor, &modes);
}

void terminal_restore_modes(void) {
  if (modes_descriptor >= 0) set_modes(modes_descriptor, &found_modes);
}

void terminal_stop_process(void) {
  struct sigaction stop = {.sa_handler = SIG_DFL}, before;
  sigset_t only, mask;
  sigemptyset(&only);
  sigaddset(&only, SIGTSTP);
  sigaction(SIGTSTP, &stop, &before);
  pthread_sigmask(SIG_UNBLOCK, &only, &mask);
  // Not SIGSTOP: where no shell could continue us, the kernel leaves a stop by SIGTSTP out.
  raise(SIGTSTP);
  pthread_sigmask(SIG_SETMASK, &mask, NULL);
  sigaction(SIGTSTP, &before, NULL);
}
