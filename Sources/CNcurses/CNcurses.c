#include "CNcurses.h"
int porchlight_placeholder(void) { return 0; }
