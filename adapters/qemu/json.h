/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A single-pass reader for one line of JSON. The line is its working memory:
 * strings are decoded where they stand. Bad input leaves through json_fail.
 */
#ifndef VMSC_JSON_H
#define VMSC_JSON_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct Json {
    char *at;
    char *end; /* holds a NUL */
    int depth;
    jmp_buf failed;
    char message[256];
} Json;

_Noreturn void json_fail(Json *json, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* while (json_member(json, &first, &key)) reads the value of key. first starts true. */
bool json_member(Json *json, bool *first, char **key);
/* while (json_element(json, &first)) reads an element. first starts true. */
bool json_element(Json *json, bool *first);

/* The first character settles most comparisons, and a request has hundreds of them. */
#define json_is(key, name) (*(key) == *(name) && strcmp(key, name) == 0)

char *json_string(Json *json);
/* The characters of a string that has no escapes; it is not terminated. */
char *json_raw_string(Json *json, size_t *size);
int64_t json_integer(Json *json, int64_t minimum, int64_t maximum);
bool json_boolean(Json *json);
/* True if the value is null, which is then read. */
bool json_null(Json *json);
void json_skip(Json *json);
void json_end(Json *json);

/* Decodes size hex digits into size / 2 bytes. */
void json_hex(Json *json, const char *digits, size_t size, uint8_t *bytes);

#endif
