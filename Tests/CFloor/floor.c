#define _GNU_SOURCE
#include "CFloor.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  const char *address;
  size_t length;
  uint64_t hash;
  char show;
} entry;

struct floor_table {
  entry *entries;
  size_t mask;
  long found;
  entry *current;
  int in_show;
};

static uint64_t hash_of(const char *bytes, size_t length) {
  uint64_t hash = 14695981039346656037u;
  for (size_t place = 0; place < length; place++) hash = (hash ^ (unsigned char)bytes[place]) * 1099511628211u;
  return hash;
}

static entry *place_of(floor_table *table, const char *address, size_t length, uint64_t hash) {
  size_t place = hash & table->mask;
  while (table->entries[place].address) {
    entry *candidate = &table->entries[place];
    if (candidate->hash == hash && candidate->length == length && !memcmp(candidate->address, address, length))
      return candidate;
    place = (place + 1) & table->mask;
  }
  return &table->entries[place];
}

floor_table *floor_make(size_t capacity) {
  size_t slots = 64;
  while (slots < capacity * 2) slots *= 2;
  floor_table *table = calloc(1, sizeof *table);
  table->entries = calloc(slots, sizeof *table->entries);
  table->mask = slots - 1;
  return table;
}

void floor_free(floor_table *table) {
  for (size_t place = 0; place <= table->mask; place++) free((void *)table->entries[place].address);
  free(table->entries);
  free(table);
}

void floor_add(floor_table *table, const char *address, size_t length) {
  uint64_t hash = hash_of(address, length);
  entry *entry = place_of(table, address, length, hash);
  if (entry->address) return;
  entry->address = strndup(address, length);
  entry->length = length;
  entry->hash = hash;
}

static void XMLCALL opened(void *data, const XML_Char *name, const XML_Char **attributes) {
  floor_table *table = data;
  if (!strcmp(name, "show")) {
    table->in_show = 1;
    return;
  }
  if (strcmp(name, "presence")) return;
  table->current = NULL;
  for (; *attributes; attributes += 2) {
    if (strcmp(*attributes, "from")) continue;
    const char *end = strchr(attributes[1], '/');
    size_t length = end ? (size_t)(end - attributes[1]) : strlen(attributes[1]);
    entry *entry = place_of(table, attributes[1], length, hash_of(attributes[1], length));
    if (entry->address) {
      table->current = entry;
      entry->show = 'o';
      table->found++;
    }
  }
}

static void XMLCALL closed(void *data, const XML_Char *name) {
  floor_table *table = data;
  if (!strcmp(name, "show")) table->in_show = 0;
}

static void XMLCALL text(void *data, const XML_Char *bytes, int length) {
  floor_table *table = data;
  if (table->in_show && table->current && length > 0) table->current->show = *bytes;
}

long floor_read(floor_table *table, const char *bytes, size_t length, size_t piece) {
  XML_Parser parser = XML_ParserCreate(NULL);
  XML_SetUserData(parser, table);
  XML_SetElementHandler(parser, opened, closed);
  XML_SetCharacterDataHandler(parser, text);
  table->found = 0;
  while (length > 0) {
    size_t now = length < piece ? length : piece;
    if (XML_Parse(parser, bytes, (int)now, 0) == XML_STATUS_ERROR) {
      table->found = -1;
      break;
    }
    bytes += now;
    length -= now;
  }
  XML_ParserFree(parser);
  return table->found;
}
