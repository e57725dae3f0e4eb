#include "CPtyHarness.h"

#include <stdlib.h>
#include <string.h>
#include <vterm.h>

struct emulator {
  VTerm *terminal;
  VTermScreen *screen;
  bool cursor_shown, alternate_screen, mouse_reported;
};

static int on_property(VTermProp property, VTermValue *value, void *user) {
  struct emulator *emulator = user;
  if (property == VTERM_PROP_CURSORVISIBLE) emulator->cursor_shown = value->boolean;
  if (property == VTERM_PROP_ALTSCREEN) emulator->alternate_screen = value->boolean;
  if (property == VTERM_PROP_MOUSE) emulator->mouse_reported = value->number != VTERM_PROP_MOUSE_NONE;
  return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = on_property};

struct emulator *emulator_new(int rows, int columns) {
  struct emulator *emulator = calloc(1, sizeof *emulator);
  if (emulator == NULL) return NULL;
  emulator->terminal = vterm_new(rows, columns);
  vterm_set_utf8(emulator->terminal, 1);
  emulator->screen = vterm_obtain_screen(emulator->terminal);
  vterm_screen_set_callbacks(emulator->screen, &callbacks, emulator);
  vterm_screen_enable_altscreen(emulator->screen, 1);
  vterm_screen_reset(emulator->screen, 1);
  return emulator;
}

void emulator_free(struct emulator *emulator) {
  if (emulator == NULL) return;
  vterm_free(emulator->terminal);
  free(emulator);
}

void emulator_resize(struct emulator *emulator, int rows, int columns) {
  vterm_set_size(emulator->terminal, rows, columns);
}

void emulator_take(struct emulator *emulator, const uint8_t *bytes, size_t count) {
  vterm_input_write(emulator->terminal, (const char *)bytes, count);
}

size_t emulator_answers(struct emulator *emulator, uint8_t *into, size_t capacity) {
  return vterm_output_read(emulator->terminal, (char *)into, capacity);
}

static int palette_index(VTermColor colour) {
  if (VTERM_COLOR_IS_DEFAULT_FG(&colour) || VTERM_COLOR_IS_DEFAULT_BG(&colour)) return -1;
  return VTERM_COLOR_IS_INDEXED(&colour) ? colour.indexed.idx : -1;
}

struct emulator_cell emulator_cell_at(struct emulator *emulator, int row, int column) {
  struct emulator_cell result = {.width = 1, .foreground = -1, .background = -1};
  VTermScreenCell cell;
  memset(&cell, 0, sizeof cell);
  if (!vterm_screen_get_cell(emulator->screen, (VTermPos){row, column}, &cell)) return result;
  bool right_half = cell.chars[0] == (uint32_t)-1;
  for (size_t index = 0; !right_half && index < sizeof result.scalars / sizeof *result.scalars; index++) {
    if (cell.chars[index] == 0) break;
    result.scalars[index] = cell.chars[index];
  }
  result.width = right_half ? 0 : cell.width;
  result.bold = cell.attrs.bold;
  result.underline = cell.attrs.underline != 0;
  result.reverse = cell.attrs.reverse;
  result.foreground = palette_index(cell.fg);
  result.background = palette_index(cell.bg);
  return result;
}

void emulator_cursor(struct emulator *emulator, int *row, int *column) {
  VTermPos position;
  vterm_state_get_cursorpos(vterm_obtain_state(emulator->terminal), &position);
  *row = position.row;
  *column = position.col;
}

bool emulator_cursor_shown(struct emulator *emulator) { return emulator->cursor_shown; }
bool emulator_alternate_screen(struct emulator *emulator) { return emulator->alternate_screen; }
bool emulator_mouse_reported(struct emulator *emulator) { return emulator->mouse_reported; }
