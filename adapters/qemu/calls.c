/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "calls.h"

#include "blocks.h"
#include "output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An engine that calls more often than this runs wild. */
#define LONGEST ((size_t)64 << 20)

/* Each line ends with a NUL. */
static char *lines;
static size_t used;
static size_t capacity;
static bool recording;

/* For each line the address of the object. */
static uintptr_t *opaques;
static size_t calls;
static size_t opaques_capacity;

static void put(const char *text)
{
    size_t size = strlen(text);

    /* Room for the NUL as well. */
    if (used + size >= capacity) {
        capacity = (used + size) * 2 + 4096;
        lines = capacity > LONGEST ? NULL : realloc(lines, capacity);
        if (!lines) {
            fprintf(stderr, "the device is called without end\n");
            abort();
        }
    }
    memcpy(lines + used, text, size + 1);
    used += size;
}

static void note(const void *opaque)
{
    if (calls == opaques_capacity) {
        opaques_capacity = opaques_capacity ? opaques_capacity * 2 : 64;
        opaques = realloc(opaques, opaques_capacity * sizeof(*opaques));
        if (!opaques) {
            fprintf(stderr, "out of memory: %zu calls\n", opaques_capacity);
            abort();
        }
    }
    opaques[calls++] = (uintptr_t)opaque;
}

void calls_record(bool wanted)
{
    used = 0;
    calls = 0;
    recording = wanted;
}

void calls_stop(void)
{
    recording = false;
}

void calls_tell(const char *what, const char *vmsd, const char *field, const int *version,
                const void *opaque)
{
    char number[16];

    if (!recording) {
        return;
    }
    put(what);
    put(" ");
    put(vmsd);
    if (field) {
        put(".");
        put(field);
    }
    if (version) {
        snprintf(number, sizeof(number), " %d", *version);
        put(number);
    }
    used++;
    note(opaque);
}

void calls_write(void)
{
    out_text("[");
    for (size_t at = 0; at < used; at += strlen(lines + at) + 1) {
        out_text(at == 0 ? "" : ",");
        out_string(lines + at);
    }
    out_text("]");
}

void calls_write_opaques(void)
{
    out_text("[");
    for (size_t i = 0; i < calls; i++) {
        long block = block_find(opaques[i]);

        out_text(i == 0 ? "" : ",");
        if (block < 0) {
            out_text("null");
        } else {
            out_text("[");
            out_integer(block);
            out_text(",");
            out_integer(opaques[i] - (uintptr_t)block_at(block)->start);
            out_text("]");
        }
    }
    out_text("]");
}
