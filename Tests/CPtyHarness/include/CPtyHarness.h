// A program in a pseudo-terminal, and a terminal emulator that reads what it draws.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <termios.h>

// Starts a program with the given environment in a new session whose terminal has this size. The master side is
// returned in *master and never waits; the terminal's modes, before the program could change them, in *modes.
// Negative when no process could be made.
pid_t pty_start(
  const char *path, char *const arguments[], char *const environment[], int rows, int columns, int *master,
  struct termios *modes);
// Changes the size; the program gets SIGWINCH.
void pty_resize(int master, int rows, int columns);
// The process group that has the terminal.
pid_t pty_foreground(int master);
// How a process that waitpid reported has ended: its status, or 128 and the signal's number.
int pty_exit_status(int wait_status);

struct emulator;

// One cell as drawn. A wide character has width 2, and the cell to its right has no scalars and width 0.
struct emulator_cell {
  uint32_t scalars[6];
  int width;
  bool bold, underline, reverse;
  // Index of the palette, or -1 for the terminal's own.
  int foreground, background;
};

struct emulator *emulator_new(int rows, int columns);
void emulator_free(struct emulator *emulator);
void emulator_resize(struct emulator *emulator, int rows, int columns);
// What the program wrote.
void emulator_take(struct emulator *emulator, const uint8_t *bytes, size_t count);
// What the terminal answers to the program's questions; returns the number of bytes.
size_t emulator_answers(struct emulator *emulator, uint8_t *into, size_t capacity);
struct emulator_cell emulator_cell_at(struct emulator *emulator, int row, int column);
void emulator_cursor(struct emulator *emulator, int *row, int *column);
bool emulator_cursor_shown(struct emulator *emulator);
bool emulator_alternate_screen(struct emulator *emulator);
bool emulator_mouse_reported(struct emulator *emulator);
