/* SPDX-License-Identifier: MIT */
/*
 * Speaks the protocol (docs/protocol.md) for the engine behind engine.h: JSON
 * in, memory made real, the engine called, JSON out. To begin with, change
 * ENGINE_NAME and the table of features to what your engine does.
 */
#define _POSIX_C_SOURCE 200809L

#include "engine.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ENGINE_NAME "template"
#define ENGINE_VERSION "1"

typedef struct Feature {
    const char *name;
    uint32_t value;
    const char *only; /* the one dialect that has it, or NULL */
} Feature;

/* What is not listed here is never asked for, and answered with "unsupported". */
static const Feature flags[] = {
    { "VMS_SINGLE", SINGLE, NULL },
    { "VMS_POINTER", POINTER, NULL },
    { "VMS_ARRAY", ARRAY, NULL },
    { "VMS_STRUCT", STRUCT, NULL },
    { "VMS_VARRAY_INT32", VARRAY_INT32, NULL },
    { "VMS_BUFFER", BUFFER, NULL },
    { "VMS_ARRAY_OF_POINTER", ARRAY_OF_POINTER, NULL },
    { "VMS_VARRAY_UINT16", VARRAY_UINT16, NULL },
    { "VMS_VBUFFER", VBUFFER, NULL },
    { "VMS_MULTIPLY", MULTIPLY, NULL },
    { "VMS_VARRAY_UINT8", VARRAY_UINT8, NULL },
    { "VMS_VARRAY_UINT32", VARRAY_UINT32, NULL },
    { "VMS_MUST_EXIST", MUST_EXIST, NULL },
    { "VMS_ALLOC", ALLOC, NULL },
    { "VMS_MULTIPLY_ELEMENTS", MULTIPLY_ELEMENTS, "qemu-10.2" },
    { "VMS_ARRAY_OF_POINTER_AUTO_ALLOC", AUTO_ALLOC, "qemu-11.1" },
    { NULL, 0, NULL },
};

static const Feature infos[] = {
    { "info:bool", BOOL_INFO, NULL },
    { "info:int8", INTEGER_1, NULL },
    { "info:uint8", INTEGER_1, NULL },
    { "info:int16", INTEGER_2, NULL },
    { "info:uint16", INTEGER_2, NULL },
    { "info:int32", INTEGER_4, NULL },
    { "info:uint32", INTEGER_4, NULL },
    { "info:int64", INTEGER_8, NULL },
    { "info:uint64", INTEGER_8, NULL },
    { "info:buffer", BUFFER_INFO, NULL },
    { "info:unused_buffer", UNUSED_INFO, NULL },
    { NULL, 0, NULL },
};

static const char *dialect = "qemu-11.1";

static const Feature *find_feature(const Feature *list, const char *name)
{
    for (; list->name; list++) {
        if (strcmp(list->name, name) == 0 && (!list->only || strcmp(list->only, dialect) == 0)) {
            return list;
        }
    }
    return NULL;
}

/* Giving up a request */

static jmp_buf gave_up;
static char complaint[512];

_Noreturn void fault(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(complaint, sizeof(complaint), format, arguments);
    va_end(arguments);
    longjmp(gave_up, 1);
}

/* What a request takes, given back all at once at its end */

typedef struct Piece {
    struct Piece *before;
    size_t used;
    size_t size;
    _Alignas(max_align_t) unsigned char bytes[];
} Piece;

static Piece *pieces;

static void *allot(size_t size)
{
    const size_t alignment = _Alignof(max_align_t);
    void *start;

    size = (size + alignment - 1) / alignment * alignment;
    if (!pieces || size > pieces->size - pieces->used) {
        size_t room = size > 65536 ? size : 65536;
        Piece *piece = malloc(sizeof(Piece) + room);

        if (!piece) {
            fault("out of memory");
        }
        *piece = (Piece) { .before = pieces, .size = room };
        pieces = piece;
    }
    start = pieces->bytes + pieces->used;
    pieces->used += size;
    return start;
}

static void give_back(void)
{
    while (pieces && pieces->before) {
        Piece *before = pieces->before;

        free(pieces);
        pieces = before;
    }
    if (pieces) {
        pieces->used = 0;
    }
}

/* JSON: a tree. Lists and objects are chains of values. */

typedef enum Kind { NOTHING, BOOLEAN, INTEGER, OTHER_NUMBER, TEXT, LIST, OBJECT } Kind;

typedef struct Value {
    Kind kind;
    const char *key; /* in an object */
    int64_t number;
    char *text;
    size_t length;
    struct Value *first;
    struct Value *next;
} Value;

static const char *at;
static const char *end;

static void skip_space(void)
{
    while (at < end && (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n')) {
        at++;
    }
}

static void expect(char c)
{
    if (at == end || *at != c) {
        fault("bad request: no '%c' where one must be", c);
    }
    at++;
}

static bool accept(char c)
{
    skip_space();
    if (at < end && *at == c) {
        at++;
        return true;
    }
    return false;
}

static int digit_of(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static unsigned long parse_escape(void)
{
    unsigned long code = 0;

    for (int i = 0; i < 4; i++) {
        int digit = at == end ? -1 : digit_of(*at >= 'A' && *at <= 'F' ? *at - 'A' + 'a' : *at);

        if (digit < 0) {
            fault("bad request: \\u without four digits");
        }
        code = code * 16 + (unsigned long)digit;
        at++;
    }
    return code;
}

static char *put_utf8(char *to, unsigned long code)
{
    if (code < 0x80) {
        *to++ = (char)code;
    } else if (code < 0x800) {
        *to++ = (char)(0xc0 | code >> 6);
        *to++ = (char)(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        *to++ = (char)(0xe0 | code >> 12);
        *to++ = (char)(0x80 | (code >> 6 & 0x3f));
        *to++ = (char)(0x80 | (code & 0x3f));
    } else {
        *to++ = (char)(0xf0 | code >> 18);
        *to++ = (char)(0x80 | (code >> 12 & 0x3f));
        *to++ = (char)(0x80 | (code >> 6 & 0x3f));
        *to++ = (char)(0x80 | (code & 0x3f));
    }
    return to;
}

static unsigned long parse_unicode(void)
{
    unsigned long code = parse_escape();

    if (code >= 0xd800 && code < 0xdc00 && end - at >= 2 && at[0] == '\\' && at[1] == 'u') {
        at += 2;
        code = 0x10000 + ((code & 0x3ff) << 10 | (parse_escape() & 0x3ff));
    }
    return code;
}

/* A text is never longer than it is when it is quoted. */
static char *parse_text(size_t *length)
{
    static const char escapes[] = "\"\\/bfnrt";
    static const char meanings[] = "\"\\/\b\f\n\r\t";
    const char *close = at + 1;
    char *text, *to;

    expect('"');
    while (close < end && *close != '"') {
        close += *close == '\\' ? 2 : 1;
    }
    if (close >= end) {
        fault("bad request: a string without an end");
    }
    text = to = allot((size_t)(close - at) + 1);
    while (*at != '"') {
        char c = *at++;
        const char *escape;

        if (c == '\\') {
            c = *at++;
            escape = c == '\0' ? NULL : strchr(escapes, c);
            if (c == 'u') {
                to = put_utf8(to, parse_unicode());
                continue;
            }
            if (!escape) {
                fault("bad request: a backslash before nothing that it could mean");
            }
            c = meanings[escape - escapes];
        }
        *to++ = c;
    }
    at++;
    *to = '\0';
    *length = (size_t)(to - text);
    return text;
}

static void parse_number(Value *value)
{
    bool negative = *at == '-';
    int64_t number = 0;

    value->kind = INTEGER;
    at += negative;
    if (at == end || *at < '0' || *at > '9') {
        fault("bad request: no JSON");
    }
    for (; at < end && *at >= '0' && *at <= '9'; at++) {
        if (number > (INT64_MAX - 9) / 10) {
            fault("bad request: a number is too large");
        }
        number = number * 10 + (*at - '0');
    }
    value->number = negative ? -number : number;
    while (at < end && *at != '\0' && strchr(".eE+-0123456789", *at)) {
        value->kind = OTHER_NUMBER;
        at++;
    }
}

static bool parse_word(const char *word)
{
    size_t length = strlen(word);

    if ((size_t)(end - at) < length || memcmp(at, word, length) != 0) {
        return false;
    }
    at += length;
    return true;
}

static Value *parse_value(int depth);

static Value *parse_members(int depth, char close)
{
    Value *first = NULL;
    Value **last = &first;

    if (accept(close)) {
        return NULL;
    }
    do {
        const char *key = NULL;
        size_t length;

        skip_space();
        if (close == '}') {
            key = parse_text(&length);
            skip_space();
            expect(':');
        }
        *last = parse_value(depth);
        (*last)->key = key;
        last = &(*last)->next;
    } while (accept(','));
    skip_space();
    expect(close);
    return first;
}

static Value *parse_value(int depth)
{
    Value *value = allot(sizeof(Value));

    *value = (Value) { .kind = NOTHING };
    if (depth > 200) {
        fault("bad request: nested too deeply");
    }
    skip_space();
    if (at == end) {
        fault("bad request: it ends too early");
    }
    if (*at == '"') {
        value->kind = TEXT;
        value->text = parse_text(&value->length);
    } else if (accept('{')) {
        value->kind = OBJECT;
        value->first = parse_members(depth + 1, '}');
    } else if (accept('[')) {
        value->kind = LIST;
        value->first = parse_members(depth + 1, ']');
    } else if (parse_word("true") || parse_word("false")) {
        value->kind = BOOLEAN;
        value->number = at[-2] == 'u';
    } else if (!parse_word("null")) {
        parse_number(value);
    }
    return value;
}

static const Value *parse_line(const char *line, size_t length)
{
    const Value *value;

    at = line;
    end = line + length;
    value = parse_value(0);
    skip_space();
    if (at != end || value->kind != OBJECT) {
        fault("bad request: a line is one JSON object");
    }
    return value;
}

/* What is in an object: NULL where a member is absent. */
static const Value *member(const Value *object, const char *key, Kind kind)
{
    for (const Value *value = object->first; value; value = value->next) {
        if (strcmp(value->key, key) == 0) {
            if (value->kind != kind) {
                fault("bad request: %s is of the wrong type", key);
            }
            return value;
        }
    }
    return NULL;
}

static const Value *needed(const Value *object, const char *key, Kind kind)
{
    const Value *value = member(object, key, kind);

    if (!value) {
        fault("bad request: it has no %s", key);
    }
    return value;
}

static const Value *check_kind(const Value *value, Kind kind, const char *what)
{
    if (value->kind != kind) {
        fault("bad request: %s is of the wrong type", what);
    }
    return value;
}

static int64_t within(const Value *value, const char *key, int64_t low, int64_t high)
{
    if (value->number < low || value->number > high) {
        fault("bad request: %s is out of range", key);
    }
    return value->number;
}

static int64_t integer(const Value *object, const char *key, int64_t low, int64_t high)
{
    const Value *value = member(object, key, INTEGER);

    return value ? within(value, key, low, high) : 0;
}

static bool is_set(const Value *object, const char *key)
{
    const Value *value = member(object, key, BOOLEAN);

    return value && value->number;
}

static size_t length_of(const Value *list)
{
    size_t length = 0;

    for (const Value *value = list->first; value; value = value->next) {
        length++;
    }
    return length;
}

static void decode_hex(const Value *text, uint8_t *to)
{
    if (text->length % 2 != 0) {
        fault("bad request: an odd number of hex digits");
    }
    for (size_t i = 0; i < text->length; i += 2) {
        int high = digit_of(text->text[i]);
        int low = digit_of(text->text[i + 1]);

        if (high < 0 || low < 0) {
            fault("bad request: bytes are lower-case hex digits");
        }
        to[i / 2] = (uint8_t)(high << 4 | low);
    }
}

/* Descriptions */

/* The first feature that a description needs and we do not have. */
static const char *missing;

static const Description *read_description(const Value *object);

static Info read_info(const char *name)
{
    size_t size = strlen(name) + sizeof("info:");
    char *wanted = allot(size);
    const Feature *feature;

    snprintf(wanted, size, "info:%s", name);
    feature = find_feature(infos, wanted);
    if (!feature && !missing) {
        missing = wanted;
    }
    return feature ? (Info)feature->value : NO_INFO;
}

static uint32_t read_flags(const Value *list)
{
    uint32_t word = 0;

    for (const Value *name = list ? list->first : NULL; name; name = name->next) {
        const Feature *feature = find_feature(flags, check_kind(name, TEXT, "a flag")->text);

        if (!feature && !missing) {
            missing = name->text;
        }
        word |= feature ? feature->value : 0;
    }
    return word;
}

static Field read_field(const Value *object)
{
    const int64_t most = INT64_C(1) << 40;
    const Value *info = member(object, "info", TEXT);
    const Value *vmsd = member(object, "vmsd", OBJECT);

    return (Field) {
        .name = needed(object, "name", TEXT)->text,
        .offset = (uint64_t)integer(object, "offset", 0, most),
        .size = (uint64_t)integer(object, "size", 0, most),
        .num_offset = (uint64_t)integer(object, "num_offset", 0, most),
        .size_offset = (uint64_t)integer(object, "size_offset", 0, most),
        .num = (int32_t)integer(object, "num", INT32_MIN, INT32_MAX),
        .version_id = (int32_t)integer(object, "version_id", INT32_MIN, INT32_MAX),
        .flags = read_flags(member(object, "flags", LIST)),
        .info = info ? read_info(info->text) : NO_INFO,
        .vmsd = vmsd ? read_description(vmsd) : NULL,
    };
}

static const Description *read_description(const Value *object)
{
    Description *description = allot(sizeof(Description));
    const Value *list = needed(object, "fields", LIST);
    size_t count = length_of(list);
    Field *fields = allot(count * sizeof(Field));
    size_t i = 0;

    for (const Value *value = list->first; value; value = value->next) {
        fields[i++] = read_field(check_kind(value, OBJECT, "a field"));
    }
    needed(object, "version_id", INTEGER);
    needed(object, "minimum_version_id", INTEGER);
    *description = (Description) {
        .name = needed(object, "name", TEXT)->text,
        .version_id = (int32_t)integer(object, "version_id", INT32_MIN, INT32_MAX),
        .minimum_version_id = (int32_t)integer(object, "minimum_version_id", INT32_MIN, INT32_MAX),
        .fields = fields,
        .field_count = count,
    };
    return description;
}

/* Memory: every block is real, and pointers between blocks are real pointers. */

typedef struct Block {
    uint8_t *start;
    uint64_t size;
    const Value *slots; /* of a block that came with the request */
} Block;

static Block *blocks;
static size_t block_count;
static size_t block_capacity;
static size_t requested;

/* Bytes behind each block: one past the end of a block is never another block. */
enum { GAP = 16 };
static const uint64_t largest_block = 1 << 28;

static Block *add_block(uint64_t size)
{
    if (size > largest_block) {
        fault("a block of %" PRIu64 " bytes", size);
    }
    if (block_count == block_capacity) {
        size_t capacity = block_capacity * 2 + 16;
        Block *more = realloc(blocks, capacity * sizeof(Block));

        if (!more) {
            fault("out of memory");
        }
        blocks = more;
        block_capacity = capacity;
    }
    blocks[block_count] = (Block) { .start = allot((size_t)size + GAP), .size = size };
    return &blocks[block_count++];
}

Address memory_allocate(uint64_t size, int fill)
{
    Block *block = add_block(size);

    memset(block->start, fill, (size_t)size);
    return (Address)block->start;
}

/* The block that holds an address, whose one past the end counts; NULL: none. */
static const Block *block_with(Address address)
{
    static size_t last;

    if (last >= block_count) {
        last = 0;
    }
    /* Mostly it is the same block as before. */
    for (size_t i = 0; i < block_count; i++) {
        size_t index = (last + i) % block_count;
        Address start = (Address)blocks[index].start;

        if (address >= start && address - start <= blocks[index].size) {
            last = index;
            return &blocks[index];
        }
    }
    return NULL;
}

void memory_check(Address address, uint64_t size)
{
    const Block *block = block_with(address);

    if (!block) {
        fault("%" PRIu64 " bytes %s", size, address < 4096 ? "at a NULL pointer" : "outside every block");
    }
    if (size > block->size - (address - (Address)block->start)) {
        fault("%" PRIu64 " bytes at offset %" PRIuPTR " of a block of %" PRIu64 " bytes", size,
              address - (Address)block->start, block->size);
    }
}

static void place_pointer(const Block *block, const Value *slot)
{
    const int64_t most = INT64_C(1) << 40;
    size_t length = length_of(check_kind(slot, LIST, "a pointer"));
    Address address = 0;
    uint64_t offset;

    if (length != 1 && length != 3) {
        fault("bad request: a pointer has one or three numbers");
    }
    for (const Value *number = slot->first; number; number = number->next) {
        within(check_kind(number, INTEGER, "a number of a pointer"), "a pointer", 0, most);
    }
    offset = (uint64_t)slot->first->number;
    if (offset + sizeof(Address) > block->size) {
        fault("bad request: a pointer lies outside its block");
    }
    if (length == 3) {
        uint64_t index = (uint64_t)slot->first->next->number;
        uint64_t inner = (uint64_t)slot->first->next->next->number;

        if (index >= requested || inner > blocks[index].size) {
            fault("bad request: a pointer to nowhere");
        }
        address = (Address)blocks[index].start + inner;
    }
    memcpy(block->start + offset, &address, sizeof(address));
}

static void read_memory(const Value *memory)
{
    for (const Value *value = needed(memory, "blocks", LIST)->first; value; value = value->next) {
        const Value *bytes = needed(check_kind(value, OBJECT, "a block"), "bytes", TEXT);
        Block *block = add_block(bytes->length / 2);

        decode_hex(bytes, block->start);
        block->slots = needed(value, "pointers", LIST)->first;
    }
    if (block_count == 0) {
        fault("bad request: a memory without blocks");
    }
    requested = block_count;
    for (size_t i = 0; i < requested; i++) {
        for (const Value *slot = blocks[i].slots; slot; slot = slot->next) {
            place_pointer(&blocks[i], slot);
        }
    }
}

/* The response: a text that grows */

static char *answer;
static size_t answer_size;
static size_t answer_capacity;

static char *more_answer(size_t size)
{
    if (answer_capacity - answer_size < size) {
        size_t capacity = (answer_size + size) * 2;
        char *text = realloc(answer, capacity);

        if (!text) {
            fault("out of memory");
        }
        answer = text;
        answer_capacity = capacity;
    }
    answer_size += size;
    return answer + answer_size - size;
}

static void say(const char *format, ...)
{
    char text[512];
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vsnprintf(text, sizeof(text), format, arguments);
    va_end(arguments);
    memcpy(more_answer((size_t)length), text, (size_t)length);
}

static void say_text(const char *text)
{
    say("\"");
    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;

        if (c < 0x20 || c == 0x7f) {
            say("\\u%04x", c);
        } else if (c == '"' || c == '\\') {
            say("\\%c", c);
        } else {
            *more_answer(1) = *text;
        }
    }
    say("\"");
}

static void say_hex(const uint8_t *bytes, size_t size)
{
    static const char digits[] = "0123456789abcdef";
    char *to = more_answer(size * 2);

    for (size_t i = 0; i < size; i++) {
        *to++ = digits[bytes[i] >> 4];
        *to++ = digits[bytes[i] & 15];
    }
}

static void say_stream(const char *key, const Stream *stream)
{
    say(",\"%s\":\"", key);
    say_hex(stream->bytes, stream->size);
    say("\"");
}

static Address pointer_in(const Block *block, uint64_t offset)
{
    Address address;

    memcpy(&address, block->start + offset, sizeof(address));
    return address;
}

/* `hex` is where the digits of the block begin: those under a slot are zeros. */
static void say_pointer(const Block *block, uint64_t offset, size_t hex, bool *first)
{
    Address address = pointer_in(block, offset);
    const Block *target = block_with(address);

    memset(answer + hex + offset * 2, '0', sizeof(Address) * 2);
    say("%s[%" PRIu64, *first ? "" : ",", offset);
    *first = false;
    if (target) {
        say(",%zu,%" PRIuPTR, (size_t)(target - blocks), address - (Address)target->start);
    } else if (address != 0) {
        say(",-1,0");
    }
    say("]");
}

static void say_block(const Block *block)
{
    bool first = true;
    size_t hex;

    say("{\"bytes\":\"");
    hex = answer_size;
    say_hex(block->start, (size_t)block->size);
    say("\",\"pointers\":[");
    for (const Value *slot = block->slots; slot; slot = slot->next) {
        say_pointer(block, (uint64_t)slot->first->number, hex, &first);
    }
    /* Nobody says where the engine has put pointers: whatever can be one is one. */
    if (block >= blocks + requested) {
        for (uint64_t i = 0; i + sizeof(Address) <= block->size; i += sizeof(Address)) {
            if (block_with(pointer_in(block, i))) {
                say_pointer(block, i, hex, &first);
            }
        }
    }
    say("]}");
}

static void say_memory(void)
{
    say(",\"memory\":{\"blocks\":[");
    for (size_t i = 0; i < block_count; i++) {
        say("%s", i == 0 ? "" : ",");
        say_block(&blocks[i]);
    }
    say("]}");
}

/* Requests */

static Stream saved;
static int64_t request_id;
static bool measuring;

typedef struct Measured {
    int32_t count;
    int32_t size;
} Measured;

static Measured *measures;
static size_t measure_count;
static size_t measure_capacity;

void measured(int32_t count, int32_t size)
{
    if (!measuring) {
        return;
    }
    if (measure_count == measure_capacity) {
        size_t capacity = measure_capacity * 2 + 64;
        Measured *more = realloc(measures, capacity * sizeof(Measured));

        if (!more) {
            fault("out of memory");
        }
        measures = more;
        measure_capacity = capacity;
    }
    measures[measure_count++] = (Measured) { count, size };
}

static void begin(const char *status)
{
    answer_size = 0;
    say("{\"id\":%" PRId64 ",\"status\":\"%s\"", request_id, status);
}

static void begin_rejected(int code)
{
    begin("rejected");
    say(",\"code\":%d,\"message\":", code);
    say_text(engine_reason());
}

static void say_measured(void)
{
    say(",\"measured\":[");
    for (size_t i = 0; i < measure_count; i++) {
        say("%s[%d,%d]", i == 0 ? "" : ",", (int)measures[i].count, (int)measures[i].size);
    }
    say("]");
}

static void say_features(const Feature *list)
{
    for (; list->name; list++) {
        if (find_feature(list, list->name) == list) {
            say(",\"%s\"", list->name);
        }
    }
}

static void answer_hello(const Value *request)
{
    const uint16_t one = 1;

    if (integer(request, "protocol", 0, INT32_MAX) != 1) {
        fault("this engine speaks version 1 of the protocol");
    }
    begin("ok");
    say(",\"protocol\":1,\"engine\":{\"name\":\"" ENGINE_NAME "\",\"version\":\"" ENGINE_VERSION
        "\",\"language\":\"C\"},\"dialect\":\"%s\",\"view\":\"memory\"", dialect);
    say(",\"abi\":{\"pointer_size\":%zu,\"byte_order\":\"%s\"}", sizeof(void *),
        *(const uint8_t *)&one == 1 ? "little" : "big");
    say(",\"features\":[\"op:measure\"");
    say_features(flags);
    say_features(infos);
    say("]");
}

static int save(const Description *description)
{
    saved.size = 0;
    return engine_save(description, (Address)blocks[0].start, &saved);
}

static void answer_save(const Value *request, const Description *description, bool only_measure)
{
    int code;

    measuring = only_measure || is_set(request, "measure");
    code = save(description);
    if (code < 0) {
        begin_rejected(code);
        return;
    }
    begin("ok");
    if (!only_measure) {
        say_stream("wire", &saved);
    }
    if (measuring) {
        say_measured();
    }
    if (!only_measure && is_set(request, "return_memory")) {
        say_memory();
    }
}

static void answer_load(const Value *request, const Description *description)
{
    const Value *wire = needed(request, "wire", TEXT);
    int32_t version = (int32_t)within(needed(request, "version_id", INTEGER), "version_id",
                                      INT32_MIN, INT32_MAX);
    Stream in = { .bytes = allot(wire->length / 2), .size = wire->length / 2 };
    int code;

    decode_hex(wire, in.bytes);
    code = engine_load(description, (Address)blocks[0].start, version, &in);
    if (code < 0) {
        begin_rejected(code);
    } else {
        begin("ok");
    }
    say(",\"consumed\":%zu,\"stream_error\":%d", in.at, in.error);
    say_memory();
    if (code >= 0 && is_set(request, "resave")) {
        if (save(description) < 0) {
            fault("the second save: %s", engine_reason());
        }
        say_stream("resaved", &saved);
    }
}

static void answer_state(const Value *request, const char *op)
{
    const Description *description = read_description(needed(request, "description", OBJECT));

    if (missing) {
        begin("unsupported");
        say(",\"feature\":");
        say_text(missing);
        return;
    }
    read_memory(needed(request, "memory", OBJECT));
    if (strcmp(op, "load") == 0) {
        answer_load(request, description);
    } else {
        answer_save(request, description, strcmp(op, "measure") == 0);
    }
}

/* False after `bye`. */
static bool answer_request(const Value *request)
{
    const char *op;

    request_id = within(needed(request, "id", INTEGER), "id", 1, INT64_MAX);
    op = needed(request, "op", TEXT)->text;
    if (strcmp(op, "hello") == 0) {
        answer_hello(request);
    } else if (strcmp(op, "save") == 0 || strcmp(op, "load") == 0 || strcmp(op, "measure") == 0) {
        answer_state(request, op);
    } else if (strcmp(op, "bye") == 0) {
        begin("ok");
        return false;
    } else {
        fault("bad request: there is no op '%.64s'", op);
    }
    return true;
}

static bool answer_line(const char *line, size_t length)
{
    volatile bool go_on = true;

    missing = NULL;
    request_id = 0;
    measuring = false;
    measure_count = block_count = requested = 0;
    if (setjmp(gave_up) == 0) {
        go_on = answer_request(parse_line(line, length));
    } else {
        begin("error");
        say(",\"message\":");
        say_text(complaint);
    }
    say("}\n");
    fwrite(answer, 1, answer_size, stdout);
    fflush(stdout);
    give_back();
    return go_on;
}

static bool is_blank(const char *line)
{
    return line[strspn(line, " \t\r\n")] == '\0';
}

int main(int argc, char **argv)
{
    char *line = NULL;
    size_t capacity = 0;
    ssize_t length;

    if (argc == 3 && strcmp(argv[1], "--dialect") == 0) {
        dialect = argv[2];
    } else if (argc != 1) {
        dialect = "";
    }
    if (strcmp(dialect, "qemu-10.2") != 0 && strcmp(dialect, "qemu-11.1") != 0) {
        fprintf(stderr, "usage: %s [--dialect qemu-10.2|qemu-11.1]\n", argv[0]);
        return 2;
    }
    engine_start(strcmp(dialect, "qemu-10.2") == 0 ? QEMU_10_2 : QEMU_11_1);
    while ((length = getline(&line, &capacity, stdin)) > 0) {
        if (!is_blank(line) && !answer_line(line, (size_t)length)) {
            break;
        }
    }
    free(line);
    return 0;
}
