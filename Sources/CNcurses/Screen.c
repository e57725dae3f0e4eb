#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "CNcurses.h"
#include "Modes.h"

#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

// Capability macros of term.h that are everyday words.
#undef columns
#undef lines

static SCREEN *screen;
static FILE *composed;
static off_t taken;
static bool in_colour;

// The type must be able to place its cursor and to clear its screen: everything drawn rests on these.
static enum screen_start judge_type(int descriptor) {
  int found = 0;
  if (getenv("TERM") == NULL) return SCREEN_TYPE_UNKNOWN;
  if (setupterm(NULL, descriptor, &found) != OK) {
    return found == 0 ? SCREEN_TYPE_UNKNOWN : found < 0 ? SCREEN_NO_DATABASE : SCREEN_TYPE_TOO_SIMPLE;
  }
  bool able = cursor_address != NULL && clear_screen != NULL;
  del_curterm(cur_term);
  return able ? SCREEN_STARTED : SCREEN_TYPE_TOO_SIMPLE;
}

static void start_colours(void) {
  if (!has_colors() || start_color() != OK) return;
  short background = use_default_colors() == OK ? -1 : COLOR_BLACK;
  in_colour = COLORS >= 8 && COLOR_PAIRS > 8;
  for (short colour = 0; in_colour && colour < 8; colour++) init_pair(colour + 1, colour, background);
}

enum screen_start screen_start(int rows, int columns) {
  if (screen != NULL) return SCREEN_STARTED;
  // Only the character set: numbers and messages keep one form in every country.
  setlocale(LC_CTYPE, "");
  // Pauses for the slow hardware of former days would stop the whole program.
  setenv("NCURSES_NO_PADDING", "1", 0);
  int memory = memfd_create("screen", MFD_CLOEXEC);
  if (memory < 0) return SCREEN_FAILED;
  enum screen_start judged = judge_type(memory);
  if (judged == SCREEN_STARTED) {
    composed = fdopen(memory, "w");
    // initscr would end the process where newterm reports.
    screen = composed == NULL ? NULL : newterm(NULL, composed, stdin);
    if (screen == NULL) judged = SCREEN_FAILED;
  }
  if (judged != SCREEN_STARTED) {
    if (composed != NULL) fclose(composed);
    else close(memory);
    composed = NULL;
    return judged;
  }
  leaveok(stdscr, FALSE);
  scrollok(stdscr, FALSE);
  start_colours();
  screen_resize(rows, columns);
  return SCREEN_STARTED;
}

void screen_leave(void) {
  if (screen == NULL || isendwin()) return;
  if (exit_ca_mode == NULL) {
    // There is no second screen to leave: clear the one that is there for whoever comes next.
    erase();
    refresh();
  }
  endwin();
}

void screen_stop(void) {
  if (screen == NULL) return;
  screen_leave();
  delscreen(screen);
  screen = NULL;
}

void screen_resize(int rows, int columns) {
  if (screen != NULL && rows > 0 && columns > 0) resizeterm(rows, columns);
}

bool screen_has_colour(void) { return in_colour; }

bool screen_is_utf8(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }

static attr_t curses_attributes(unsigned attributes) {
  attr_t result = A_NORMAL;
  if (attributes & SCREEN_BOLD) result |= A_BOLD;
  if (attributes & SCREEN_DIM) result |= A_DIM;
  if (attributes & SCREEN_UNDERLINE) result |= A_UNDERLINE;
  if (attributes & SCREEN_REVERSE) result |= A_REVERSE;
  return result;
}

static void put_cell(int row, int column, const wchar_t *text, attr_t attributes, short pair) {
  cchar_t cell;
  // Writing the last cell of the screen reports an error because the cursor cannot move on; the cell is written.
  if (setcchar(&cell, text, attributes, pair, NULL) == OK) mvadd_wchnstr(row, column, &cell, 1);
}

void screen_put(
  int row, int column, int width, const uint32_t *scalars, size_t count, unsigned attributes, int colour) {
  if (screen == NULL || row < 0 || column < 0 || row >= LINES || column >= COLS || width < 1) return;
  attr_t look = curses_attributes(attributes);
  short pair = in_colour && colour >= 0 && colour < 8 ? (short)(colour + 1) : 0;
  wchar_t text[CCHARW_MAX + 1] = {L' '};
  size_t length = 0;
  for (size_t index = 0; index < count && length < CCHARW_MAX; index++) {
    if (index == 0 || wcwidth((wchar_t)scalars[index]) == 0) text[length++] = (wchar_t)scalars[index];
  }
  text[length == 0 ? 1 : length] = L'\0';
  // Curses counts cells by the C library's table. A character of another width there would shift the whole row.
  if (wcwidth(text[0]) == width && column + width <= COLS) return put_cell(row, column, text, look, pair);
  for (int offset = 0; offset < width && column + offset < COLS; offset++) {
    put_cell(row, column + offset, L"?", look, pair);
  }
}

void screen_cursor(int row, int column) {
  if (screen == NULL) return;
  curs_set(row < 0 ? 0 : 1);
  if (row >= 0) move(row < LINES ? row : LINES - 1, column < COLS ? column : COLS - 1);
}

void screen_refresh(void) {
  if (screen != NULL) refresh();
}

void screen_forget(void) {
  if (screen != NULL) clearok(curscr, TRUE);
}

size_t screen_pending(void) {
  if (composed == NULL) return 0;
  fflush(composed);
  off_t end = lseek(fileno(composed), 0, SEEK_CUR);
  return end > taken ? (size_t)(end - taken) : 0;
}

size_t screen_take(uint8_t *into, size_t capacity) {
  size_t waiting = screen_pending();
  if (waiting == 0) return 0;
  ssize_t count = pread(fileno(composed), into, waiting < capacity ? waiting : capacity, taken);
  if (count <= 0) return 0;
  taken += count;
  if ((size_t)count == waiting) {
    taken = 0;
    lseek(fileno(composed), 0, SEEK_SET);
    if (ftruncate(fileno(composed), 0) != 0) return (size_t)count;
  }
  return (size_t)count;
}

static uint8_t *leaving_end;
static size_t leaving_room;

static int collect(int byte) {
  if (leaving_room == 0) return ERR;
  *leaving_end++ = (uint8_t)byte;
  leaving_room--;
  return OK;
}

size_t screen_compose_leaving(uint8_t *into, size_t capacity) {
  leaving_end = into;
  leaving_room = capacity;
  // Bracketed paste is no capability of the data base of terminal types.
  for (const char *byte = "\x1b[?2004l"; *byte != '\0'; byte++) collect(*byte);
  const char *orders[] = {exit_attribute_mode, orig_pair, exit_alt_charset_mode, cursor_normal, exit_ca_mode};
  for (size_t index = 0; screen != NULL && index < sizeof orders / sizeof *orders; index++) {
    if (orders[index] != NULL) tputs(orders[index], 1, collect);
  }
  return capacity - leaving_room;
}
