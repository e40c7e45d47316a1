/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "qemu/osdep.h"

#include "migration/qemu-file-types.h"
#include "migration/vmstate.h"

#include "failing.h"

typedef struct Results {
    int get;
    int put;
} Results;

/* The first is for fields that say nothing. A field has the place of its own in .start. */
#define MOST 1024
static Results results[MOST];
static size_t used = 1;

static int get_failing(QEMUFile *f, void *pv, size_t size, const VMStateField *field)
{
    *(uint8_t *)pv = qemu_get_byte(f);
    return results[field->start].get;
}

static int put_failing(QEMUFile *f, void *pv, size_t size, const VMStateField *field,
                       JSONWriter *vmdesc)
{
    qemu_put_byte(f, *(uint8_t *)pv);
    return results[field->start].put;
}

const VMStateInfo vmstate_info_failing = {
    .name = "failing",
    .get = get_failing,
    .put = put_failing,
};

void failing_read(Json *json, VMStateField *field, const char **missing)
{
    bool first = true;
    char *key;
    Results own = { 0 };

    while (json_member(json, &first, &key)) {
        int *result = json_is(key, "get") ? &own.get : json_is(key, "put") ? &own.put : NULL;

        if (!result) {
            json_fail(json, "bad request: unknown member '%s' of results", key);
        }
        *result = json_integer(json, INT_MIN, INT_MAX);
    }
    if (used == MOST) {
        *missing = "info:failing:too-many";
    } else {
        results[used] = own;
        field->start = used++;
    }
}

void failing_reset(void)
{
    used = 1;
}
