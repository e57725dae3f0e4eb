#ifndef PORCHLIGHT_CFLOOR_H
#define PORCHLIGHT_CFLOOR_H

#include <stddef.h>
#include <stdint.h>

// What reading presence costs at the least: expat alone, and a hash table of addresses.

typedef struct floor_table floor_table;

// A table with room for so many addresses.
floor_table *floor_make(size_t capacity);
void floor_free(floor_table *table);

// Adds a bare address.
void floor_add(floor_table *table, const char *address, size_t length);

// Reads a whole document in pieces of that many bytes, and notes the show of each presence at its sender's address.
// Returns how many presences found their address, or -1 when expat refused the document.
long floor_read(floor_table *table, const char *bytes, size_t length, size_t piece);

// How often memory was asked for since the start of the program, by malloc, calloc, realloc and the like.
uint64_t allocation_count(void);

// The processor time of this thread, in nanoseconds.
int64_t thread_time(void);

#endif
