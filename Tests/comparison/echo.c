/* The least that a curses program does for a key: shows it. */
#define _XOPEN_SOURCE_EXTENDED 1
#include <curses.h>
#include <locale.h>

int main(void) {
  setlocale(LC_ALL, "");
  initscr();
  cbreak();
  noecho();
  mvaddstr(0, 0, "Neighbour0");
  refresh();
  for (int column = 0;; column = (column + 1) % 70) {
    int key = mvgetch(2, column);
    if (key == 'q') break;
    mvaddch(2, column, (chtype)key);
    refresh();
  }
  endwin();
  return 0;
}
