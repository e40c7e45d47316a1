/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "request.h"

#include "arena.h"
#include "describe.h"
#include "memory.h"
#include "tree.h"

#include <limits.h>
#include <string.h>

static Arena arena;

static int read_operation(Json *json, const char **missing)
{
    static const char *const names[] = {
        [OP_HELLO] = "hello", [OP_SAVE] = "save", [OP_LOAD] = "load",
        [OP_MEASURE] = "measure", [OP_COVERAGE] = "coverage", [OP_CHECK] = "check",
        [OP_BYE] = "bye",
    };
    const char *name = json_string(json);
    size_t size = strlen(name) + 4;
    char *feature;

    for (int i = 0; i <= OP_BYE; i++) {
        if (strcmp(name, names[i]) == 0) {
            return i;
        }
    }
    feature = arena_take(&arena, size);
    memcpy(feature, "op:", 3);
    memcpy(feature + 3, name, size - 3);
    *missing = feature;
    return -1;
}

static void read_wire(Json *json, Request *request)
{
    size_t size;
    char *digits = json_raw_string(json, &size);

    request->wire_size = size / 2;
    request->wire = arena_take(&arena, size / 2);
    json_hex(json, digits, size, request->wire);
}

typedef struct Seen {
    bool memory;
    bool version_id;
    bool wire;
} Seen;

static void check_complete(Json *json, const Request *request, const Seen *seen)
{
    const char *lacks = NULL;

    if (request->missing) {
        return;
    }
    switch (request->operation) {
    case OP_LOAD:
        lacks = !seen->wire ? "wire" : !seen->version_id ? "version_id" : NULL;
        /* fall through */
    case OP_SAVE:
    case OP_MEASURE:
        lacks = !request->description ? "description" : !seen->memory ? "memory" : lacks;
        break;
    case OP_CHECK:
        lacks = !request->description ? "description" : NULL;
        break;
    case OP_HELLO:
    case OP_COVERAGE:
    case OP_BYE:
        break;
    }
    if (lacks) {
        json_fail(json, "bad request: it has no %s", lacks);
    }
}

void request_read(Json *json, Request *request)
{
    bool first = true;
    char *key;
    int operation = -1;
    const char *unknown = NULL;
    Seen seen = { false, false, false };

    while (json_member(json, &first, &key)) {
        if (json_is(key, "id")) {
            request->id = json_integer(json, 1, INT64_MAX);
        } else if (json_is(key, "op")) {
            operation = read_operation(json, &unknown);
        } else if (json_is(key, "description")) {
            request->description = describe_read(json, &request->missing);
        } else if (json_is(key, "memory") && !seen.memory) {
            memory_read(json);
            seen.memory = true;
        } else if (json_is(key, "wire")) {
            read_wire(json, request);
            seen.wire = true;
        } else if (json_is(key, "version_id")) {
            request->version_id = json_integer(json, INT_MIN, INT_MAX);
            seen.version_id = true;
        } else if (json_is(key, "chunk")) {
            request->chunk = json_integer(json, 1, INT_MAX);
        } else if (json_is(key, "measure")) {
            request->measure = json_boolean(json);
        } else if (json_is(key, "return_memory")) {
            request->return_memory = json_boolean(json);
        } else if (json_is(key, "resave")) {
            request->resave = json_boolean(json);
        } else if (json_is(key, "vmdesc")) {
            request->vmdesc = json_boolean(json);
        } else if (json_is(key, "trace")) {
            request->trace = json_boolean(json);
        } else if (json_is(key, "protocol")) {
            request->protocol = json_integer(json, 0, INT_MAX);
        } else {
            json_skip(json);
        }
    }
    json_end(json);
    if (request->id == 0) {
        json_fail(json, "bad request: it has no id");
    }
    if (unknown) {
        request->missing = unknown;
    } else if (operation < 0) {
        json_fail(json, "bad request: it has no op");
    } else {
        request->operation = operation;
    }
    check_complete(json, request, &seen);
}

void request_reset(void)
{
    arena_reset(&arena);
    describe_reset();
    memory_reset();
    trees_reset();
}
