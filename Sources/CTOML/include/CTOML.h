#ifndef PORCHLIGHT_CTOML_H
#define PORCHLIGHT_CTOML_H

#include <stddef.h>
#include <stdint.h>

// A TOML document as toml++ reads it, laid out flat: each value is followed by the values that it contains.

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    toml_kind_table,
    toml_kind_array,
    toml_kind_string,
    toml_kind_integer,
    toml_kind_float,
    toml_kind_boolean,
    toml_kind_date_or_time,
} toml_kind;

typedef struct {
    toml_kind kind;
    // Where its key stands, or in an array the value itself; counted from 1 in lines and characters.
    uint32_t line;
    uint32_t column;
    // Its name in the table around it, not ended by NUL; NULL in an array and for the document itself.
    const char *_Nullable key;
    size_t key_length;
    // A string's bytes, which may hold NUL; NULL for everything else.
    const char *_Nullable text;
    size_t text_length;
    // An integer, or 0 and 1 for false and true.
    int64_t integer;
    // How many values stand directly in a table or an array.
    size_t count;
} toml_value;

typedef struct toml_document toml_document;

// Reads a document. The result is to be freed, and is NULL only when there is no memory for it.
toml_document *_Nullable toml_document_read(const char *_Nonnull text, size_t length);

// Why the document could not be read, in one line and where; NULL when it could.
const char *_Nullable toml_document_error(
    const toml_document *_Nonnull document, uint32_t *_Nonnull line, uint32_t *_Nonnull column);

// The values: a table before the values in it, these in the order of the text. None after an error.
size_t toml_document_count(const toml_document *_Nonnull document);
toml_value toml_document_value(const toml_document *_Nonnull document, size_t place);

void toml_document_free(toml_document *_Nullable document);

#ifdef __cplusplus
}
#endif

#endif
