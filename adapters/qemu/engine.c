/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * QEMU's migration/vmstate.c is compiled as part of this file, so that its
 * allocations can be counted and the element counts and sizes that it works
 * with can be seen.
 */
#include "qemu/osdep.h"

#include "qapi/error.h"
#include "trace/trace-migration.h"

#include "blocks.h"
#include "dialect.h"
#include "engine.h"
#include "report.h"

static Measured *measured;
static size_t measured_count;
static size_t measured_capacity;

static void record(int64_t count, int64_t size)
{
    if (measured_count == measured_capacity) {
        measured_capacity = measured_capacity ? measured_capacity * 2 : 64;
        measured = realloc(measured, measured_capacity * sizeof(Measured));
        if (!measured) {
            abort();
        }
    }
    measured[measured_count++] = (Measured) { count, size };
}

/* The save loop traces each field it goes through; its local variable size is in reach there. */
#undef trace_vmstate_save_state_loop
#define trace_vmstate_save_state_loop(vmsd_name, field_name, n_elems) record(n_elems, size)

/* g_malloc promises nothing about the bytes: this value stands out in a failure. */
#define UNSPECIFIED 0xa5

static void *try_allocate(size_t size, int fill)
{
    Block *block;

    if (size > BLOCK_LIMIT) {
        return NULL;
    }
    block = block_add(size);
    memset(block->start, fill, size);
    return block->start;
}

static void *allocate(size_t size, int fill)
{
    void *start;

    if (size == 0) {
        return NULL;
    }
    start = try_allocate(size, fill);
    if (!start) {
        fprintf(stderr, "failed to allocate %zu bytes\n", size);
        abort();
    }
    return start;
}

static void *vmsc_malloc(gsize size)
{
    return allocate(size, UNSPECIFIED);
}

static void *vmsc_malloc0(gsize size)
{
    return allocate(size, 0);
}

static inline void *vmsc_try_malloc(gsize size)
{
    return size ? try_allocate(size, UNSPECIFIED) : NULL;
}

static inline void *vmsc_try_malloc0(gsize size)
{
    return size ? try_allocate(size, 0) : NULL;
}

static void vmsc_free(void *start)
{
    if (start && !block_free(start)) {
        g_free(start);
    }
}

#undef g_free
#define g_malloc vmsc_malloc
#define g_malloc0 vmsc_malloc0
#define g_try_malloc vmsc_try_malloc
#define g_try_malloc0 vmsc_try_malloc0
#define g_free vmsc_free

#include "migration/vmstate.c"

static Error *failure;

static void forget(void)
{
    if (failure) {
        error_free(failure);
        failure = NULL;
    }
    report_forget();
    measured_count = 0;
}

int engine_save(QEMUFile *f, const VMStateDescription *vmsd, void *opaque)
{
    forget();
    return vmsc_save_state(f, vmsd, opaque, &failure);
}

int engine_load(QEMUFile *f, const VMStateDescription *vmsd, void *opaque, int version_id)
{
    forget();
    return vmsc_load_state(f, vmsd, opaque, version_id, &failure);
}

const char *engine_message(void)
{
    /* Releases before 10.2 only report most failures. */
    const char *reported = report_last();

    return failure ? error_get_pretty(failure) : reported ? reported : "no reason given";
}

const Measured *engine_measured(size_t *count)
{
    *count = measured_count;
    return measured;
}
