/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "qemu/osdep.h"

#include "migration/vmstate.h"

#include "calls.h"
#include "exists.h"
#include "pool.h"

typedef struct Test {
    const VMStateDescription *vmsd;
    const VMStateField *field;
    /* Without an offset the version decides. */
    bool by_byte;
    size_t offset;
    int from;
} Test;

#define MOST 1024
static Test tests[MOST];
static size_t used;

static bool answer(size_t n, void *opaque, int version_id)
{
    const Test *test = &tests[n];

    calls_tell("field_exists", test->vmsd->name, test->field->name, &version_id, opaque);
    return test->by_byte ? ((const uint8_t *)opaque)[test->offset] != 0
                         : version_id >= test->from;
}

#define DEFINE(n)                                                                                  \
    static bool exists_##n(void *opaque, int version_id)                                           \
    {                                                                                              \
        return answer(n, opaque, version_id);                                                      \
    }
VMSC_PLAIN
VMSC_1024(DEFINE)
VMSC_PLAIN_END

#define ENTRY(n) exists_##n,
static bool (*const functions[MOST])(void *opaque, int version_id) = { VMSC_1024(ENTRY) };

static void read_kind(Json *json, Test *test)
{
    const char *kind = json_string(json);

    test->by_byte = strcmp(kind, "byte") == 0;
    if (!test->by_byte && strcmp(kind, "version") != 0) {
        json_fail(json, "bad request: a field_exists of kind '%s'", kind);
    }
}

void exists_read(Json *json, const VMStateDescription *vmsd, VMStateField *field,
                 const char **missing)
{
    bool first = true;
    char *key;
    /* The last place is for those that find none: the request is not carried out then. */
    Test *test = &tests[used < MOST ? used : MOST - 1];

    *test = (Test) { .vmsd = vmsd, .field = field };
    while (json_member(json, &first, &key)) {
        if (json_is(key, "kind")) {
            read_kind(json, test);
        } else if (json_is(key, "offset")) {
            test->offset = json_integer(json, 0, INT64_MAX);
        } else if (json_is(key, "from")) {
            test->from = json_integer(json, INT_MIN, INT_MAX);
        } else {
            json_fail(json, "bad request: unknown member '%s' of a field_exists", key);
        }
    }
    if (used == MOST) {
        *missing = "part:field_exists:too-many";
    } else {
        field->field_exists = functions[used++];
    }
}

void exists_reset(void)
{
    used = 0;
}
