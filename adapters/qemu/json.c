/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "json.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define DEEPEST 512

void json_fail(Json *json, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(json->message, sizeof(json->message), format, arguments);
    va_end(arguments);
    longjmp(json->failed, 1);
}

static char peek(Json *json)
{
    while (*json->at == ' ' || *json->at == '\t' || *json->at == '\r' || *json->at == '\n') {
        json->at++;
    }
    return *json->at;
}

static _Noreturn void unexpected(Json *json, const char *wanted)
{
    if (json->at >= json->end) {
        json_fail(json, "bad JSON: %s expected, but the line ends", wanted);
    }
    json_fail(json, "bad JSON: %s expected at '%.12s'", wanted, json->at);
}

static void expect(Json *json, char wanted)
{
    if (peek(json) != wanted) {
        unexpected(json, (char[]) { wanted, '\0' });
    }
    json->at++;
}

/* Opens on the first call, steps over a comma on later ones, closes at the end. */
static bool next(Json *json, bool *first, char open, char close)
{
    if (*first) {
        expect(json, open);
        *first = false;
        if (++json->depth > DEEPEST) {
            json_fail(json, "bad JSON: nested too deeply");
        }
        if (peek(json) != close) {
            return true;
        }
    } else if (peek(json) == ',') {
        json->at++;
        return true;
    }
    expect(json, close);
    json->depth--;
    return false;
}

bool json_member(Json *json, bool *first, char **key)
{
    if (!next(json, first, '{', '}')) {
        return false;
    }
    *key = json_string(json);
    expect(json, ':');
    return true;
}

bool json_element(Json *json, bool *first)
{
    return next(json, first, '[', ']');
}

static unsigned hex4(Json *json)
{
    unsigned code = 0;

    for (int i = 0; i < 4; i++, json->at++) {
        char c = *json->at;

        if (c >= '0' && c <= '9') {
            code = code * 16 + (c - '0');
        } else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f') {
            code = code * 16 + ((c | 0x20) - 'a' + 10);
        } else {
            unexpected(json, "four hex digits");
        }
    }
    return code;
}

static char *put_utf8(char *to, unsigned code)
{
    if (code < 0x80) {
        *to++ = code;
    } else if (code < 0x800) {
        *to++ = 0xc0 | code >> 6;
        *to++ = 0x80 | (code & 0x3f);
    } else if (code < 0x10000) {
        *to++ = 0xe0 | code >> 12;
        *to++ = 0x80 | (code >> 6 & 0x3f);
        *to++ = 0x80 | (code & 0x3f);
    } else {
        *to++ = 0xf0 | code >> 18;
        *to++ = 0x80 | (code >> 12 & 0x3f);
        *to++ = 0x80 | (code >> 6 & 0x3f);
        *to++ = 0x80 | (code & 0x3f);
    }
    return to;
}

static char *unescape(Json *json, char *to)
{
    static const char from[] = "\"\\/bfnrt";
    static const char into[] = "\"\\/\b\f\n\r\t";
    const char *found;
    char c = *++json->at;

    json->at++;
    if (c == 'u') {
        unsigned code = hex4(json);

        if (code >= 0xd800 && code < 0xdc00 && json->at[0] == '\\' && json->at[1] == 'u') {
            json->at += 2;
            code = 0x10000 + ((code - 0xd800) << 10) + (hex4(json) - 0xdc00);
        }
        if (code == 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) {
            json_fail(json, "bad JSON: a character that no C string can hold");
        }
        return put_utf8(to, code);
    }
    found = c ? strchr(from, c) : NULL;
    if (!found) {
        json->at--;
        unexpected(json, "an escape");
    }
    *to++ = into[found - from];
    return to;
}

char *json_string(Json *json)
{
    char *start;
    char *to;

    expect(json, '"');
    start = json->at;
    while (*json->at != '"' && *json->at != '\\' && (unsigned char)*json->at >= 0x20) {
        json->at++;
    }
    /* From the first escape on, what is decoded takes less room than what is read. */
    to = json->at;
    for (;;) {
        char c = *json->at;

        if (c == '"') {
            json->at++;
            *to = '\0';
            return start;
        }
        if ((unsigned char)c < 0x20) {
            unexpected(json, "the end of a string");
        }
        if (c == '\\') {
            to = unescape(json, to);
        } else {
            *to++ = c;
            json->at++;
        }
    }
}

char *json_raw_string(Json *json, size_t *size)
{
    char *start;
    char *end;

    expect(json, '"');
    start = json->at;
    end = memchr(start, '"', json->end - start);
    if (!end) {
        unexpected(json, "the end of a string");
    }
    json->at = end + 1;
    *size = end - start;
    return start;
}

int64_t json_integer(Json *json, int64_t minimum, int64_t maximum)
{
    bool negative = peek(json) == '-';
    const char *start = json->at;
    uint64_t magnitude = 0;
    int64_t value;

    json->at += negative;
    if (*json->at < '0' || *json->at > '9') {
        unexpected(json, "an integer");
    }
    for (; *json->at >= '0' && *json->at <= '9'; json->at++) {
        if (magnitude > (uint64_t)INT64_MAX / 10 - 1) {
            json_fail(json, "bad request: the integer %.24s is too large", start);
        }
        magnitude = magnitude * 10 + (*json->at - '0');
    }
    if (*json->at == '.' || (*json->at | 0x20) == 'e') {
        unexpected(json, "an integer without fraction or exponent");
    }
    value = negative ? -(int64_t)magnitude : (int64_t)magnitude;
    if (value < minimum || value > maximum) {
        json_fail(json, "bad request: %lld is not within %lld..%lld", (long long)value,
                  (long long)minimum, (long long)maximum);
    }
    return value;
}

static bool word(Json *json, const char *text)
{
    size_t size = strlen(text);

    if (peek(json) != text[0] || strncmp(json->at, text, size) != 0) {
        return false;
    }
    json->at += size;
    return true;
}

bool json_boolean(Json *json)
{
    if (word(json, "true")) {
        return true;
    }
    if (!word(json, "false")) {
        unexpected(json, "true or false");
    }
    return false;
}

bool json_null(Json *json)
{
    return word(json, "null");
}

static void skip_number(Json *json)
{
    size_t size = strspn(json->at, "+-.0123456789eE");

    if (size == 0) {
        unexpected(json, "a value");
    }
    json->at += size;
}

void json_skip(Json *json)
{
    bool first = true;
    char *key;

    switch (peek(json)) {
    case '{':
        while (json_member(json, &first, &key)) {
            json_skip(json);
        }
        break;
    case '[':
        while (json_element(json, &first)) {
            json_skip(json);
        }
        break;
    case '"':
        json_string(json);
        break;
    default:
        if (!json_null(json) && !word(json, "true") && !word(json, "false")) {
            skip_number(json);
        }
    }
}

void json_end(Json *json)
{
    peek(json);
    if (json->at != json->end) {
        unexpected(json, "the end of the line");
    }
}

/* The value of a hex digit, or 0x80. */
static const uint8_t nibble[256] = {
    [0 ... 255] = 0x80,
    ['0'] = 0, ['1'] = 1, ['2'] = 2, ['3'] = 3, ['4'] = 4, ['5'] = 5, ['6'] = 6, ['7'] = 7,
    ['8'] = 8, ['9'] = 9, ['a'] = 10, ['b'] = 11, ['c'] = 12, ['d'] = 13, ['e'] = 14, ['f'] = 15,
    ['A'] = 10, ['B'] = 11, ['C'] = 12, ['D'] = 13, ['E'] = 14, ['F'] = 15,
};

void json_hex(Json *json, const char *digits, size_t size, uint8_t *bytes)
{
    uint8_t bad = 0;

    if (size % 2 != 0) {
        json_fail(json, "bad request: an odd number of hex digits");
    }
    for (size_t i = 0; i < size; i += 2) {
        uint8_t high = nibble[(unsigned char)digits[i]];
        uint8_t low = nibble[(unsigned char)digits[i + 1]];

        bad |= high | low;
        bytes[i / 2] = high << 4 | low;
    }
    if (bad & 0x80) {
        json_fail(json, "bad request: bytes must be hex digits");
    }
}
