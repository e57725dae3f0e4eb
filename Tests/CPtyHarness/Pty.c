#define _GNU_SOURCE
#include "CPtyHarness.h"

#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utmp.h>

pid_t pty_start(
  const char *path, char *const arguments[], char *const environment[], int rows, int columns, int *master,
  struct termios *modes) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  int terminal;
  if (openpty(master, &terminal, NULL, NULL, &size) != 0) return -1;
  tcgetattr(terminal, modes);
  pid_t child = fork();
  if (child == 0) {
    if (login_tty(terminal) != 0) _exit(126);
    // The test runner's threads have signals blocked and its descriptors are other tests' terminals.
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
    close_range(3, ~0U, 0);
    execve(path, arguments, environment);
    _exit(127);
  }
  close(terminal);
  if (child < 0) {
    close(*master);
    return child;
  }
  fcntl(*master, F_SETFL, fcntl(*master, F_GETFL) | O_NONBLOCK);
  fcntl(*master, F_SETFD, FD_CLOEXEC);
  return child;
}

void pty_resize(int master, int rows, int columns) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  ioctl(master, TIOCSWINSZ, &size);
}

pid_t pty_foreground(int master) { return tcgetpgrp(master); }

int pty_exit_status(int wait_status) {
  return WIFSIGNALED(wait_status) ? 128 + WTERMSIG(wait_status) : WEXITSTATUS(wait_status);
}
