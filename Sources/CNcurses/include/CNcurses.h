// What the terminal room needs of ncurses and of the terminal device, as plain functions. The header of curses
// itself is not included: its globals and macros would spill into every file that imports this one.
//
// Curses never touches the terminal here. It draws into a file in memory; the caller takes the bytes from there
// and writes them when the terminal can take them, so that a stuck terminal never blocks the program. It never
// reads either.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The result of starting the screen.
enum screen_start {
  SCREEN_STARTED,
  // TERM is unset, or names a type that the terminal data base does not know.
  SCREEN_TYPE_UNKNOWN,
  // The type cannot place its cursor or clear itself ("dumb", a teleprinter).
  SCREEN_TYPE_TOO_SIMPLE,
  // There is no terminal data base.
  SCREEN_NO_DATABASE,
  // Memory or descriptors ran out.
  SCREEN_FAILED,
} __attribute__((enum_extensibility(closed)));

// How a cell looks, as bits that may be combined.
enum screen_attribute {
  SCREEN_PLAIN = 0,
  SCREEN_BOLD = 1,
  SCREEN_DIM = 2,
  SCREEN_UNDERLINE = 4,
  SCREEN_REVERSE = 8,
};

// Takes the character set of the environment and starts the screen for the type in TERM. Starts once per process.
enum screen_start screen_start(int rows, int columns);
// Ends the screen; its last output (leave the alternate screen, show the cursor) is still to be taken.
void screen_stop(void);
// Leaves the alternate screen for a while; the next refresh comes back to it.
void screen_leave(void);
// Gives the screen another size; both are at least 1.
void screen_resize(int rows, int columns);

// Whether colours can be shown; false before the start.
bool screen_has_colour(void);
// Whether the environment's character set is UTF-8; right after screen_start.
bool screen_is_utf8(void);

// Puts one character (a base and its marks, as scalars) into the cell at row and column, `width` cells wide, in
// colour 0 to 7 or -1 for the terminal's own. What curses holds to be of another width becomes question marks.
void screen_put(
  int row, int column, int width, const uint32_t *scalars, size_t count, unsigned attributes, int colour);
// Where the cursor is shown; a negative row hides it.
void screen_cursor(int row, int column);
// Composes what has changed since the last time.
void screen_refresh(void);
// Holds nothing on the terminal to be known: the next refresh clears it and composes everything.
void screen_forget(void);

// The number of composed bytes that were not taken yet.
size_t screen_pending(void);
// Moves up to `capacity` composed bytes, all when it is at least screen_pending(); returns their number.
size_t screen_take(uint8_t *into, size_t capacity);

// The size of the terminal behind the descriptor; false when it has none or knows none (0 x 0).
bool terminal_size(int descriptor, int *rows, int *columns);
// Opens the terminal behind the descriptor once more for writing without waiting. The flag belongs to the new
// opening alone: the shell and standard input keep theirs. Negative when that is not possible.
int terminal_reopen(int descriptor);
// Keys one by one and without echo, the interrupt and stop keys still signals, flow control off. The modes found
// at the first call are kept for terminal_restore_modes. False when the descriptor is no terminal.
bool terminal_take_modes(int descriptor);
// Gives back the modes found by the first terminal_take_modes; does not wait for output.
void terminal_restore_modes(void);
// Stops the process as the stop key does, and returns when it is continued. Where nobody could continue it (no
// job control), returns at once.
void terminal_stop_process(void);

// From here on a crash ends the process by its signal and without the runtime's report, which would carry memory,
// passwords included, out of the process. Core files are not this room's matter.
void rescue_install(void);
// From here on a crash, or an exit that forgot to end the screen, puts the terminal back: the bytes that leave the
// screen are composed now, the modes are those of terminal_take_modes.
void rescue_arm(int descriptor);
// The terminal is as it was found: a crash leaves it alone.
void rescue_disarm(void);
