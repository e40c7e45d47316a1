/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "allocate.h"

#include "blocks.h"

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* g_malloc promises nothing about the bytes: this value stands out in a failure. */
#define UNSPECIFIED 0xa5

static void *try_allocate(size_t size, int fill)
{
    Block *block;

    if (size == 0 || size > BLOCK_LIMIT) {
        return NULL;
    }
    block = block_add(size);
    memset(block->start, fill, size);
    return block->start;
}

static void *allocate(size_t size, int fill)
{
    void *start = try_allocate(size, fill);

    if (!start && size != 0) {
        fprintf(stderr, "failed to allocate %zu bytes\n", size);
        abort();
    }
    return start;
}

void *vmsc_malloc(size_t size)
{
    return allocate(size, UNSPECIFIED);
}

void *vmsc_malloc0(size_t size)
{
    return allocate(size, 0);
}

void *vmsc_try_malloc(size_t size)
{
    return try_allocate(size, UNSPECIFIED);
}

void *vmsc_try_malloc0(size_t size)
{
    return try_allocate(size, 0);
}

void vmsc_free(void *start)
{
    /* Names and the like are glib's own. */
    if (start && !block_free(start)) {
        g_free(start);
    }
}

void vmsc_free_held(void *variable)
{
    void *start;

    memcpy(&start, variable, sizeof(start));
    vmsc_free(start);
}
