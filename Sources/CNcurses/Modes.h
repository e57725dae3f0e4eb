// Between the files of this room only.
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <termios.h>

// Writes the bytes with which the running screen type leaves the screen; returns their number.
size_t screen_compose_leaving(uint8_t *into, size_t capacity);
