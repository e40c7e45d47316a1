/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * QEMU's migration/vmstate.c is compiled as part of this file, so that its
 * allocations can be counted and the element counts and sizes that it works
 * with can be seen.
 */
#include "qemu/osdep.h"

#include "qapi/error.h"
#include "trace/trace-migration.h"

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

#include "replace-glib.h"

#include "migration/vmstate.c"

static Error *failure;
static JSONWriter *writer;

static void forget(void)
{
    if (failure) {
        error_free(failure);
        failure = NULL;
    }
    if (writer) {
        json_writer_free(writer);
        writer = NULL;
    }
    report_forget();
    measured_count = 0;
}

int engine_save(QEMUFile *f, const VMStateDescription *vmsd, void *opaque)
{
    forget();
    return vmsc_save_state(f, vmsd, opaque, NULL, &failure);
}

int engine_save_described(QEMUFile *f, const VMStateDescription *vmsd, void *opaque)
{
    int result;

    forget();
    writer = json_writer_new(false);
    json_writer_start_object(writer, NULL);
    result = vmsc_save_state(f, vmsd, opaque, writer, &failure);
    /* A save that failed leaves arrays open in it. */
    if (result == 0) {
        json_writer_end_object(writer);
    }
    return result;
}

const char *engine_vmdesc(void)
{
    return json_writer_get(writer);
}

int engine_save_again(QEMUFile *f, const VMStateDescription *vmsd, void *opaque)
{
    forget();
    return vmsc_save_state(f, vmsd, opaque, NULL, NULL);
}

int engine_load(QEMUFile *f, const VMStateDescription *vmsd, void *opaque, int version_id,
                bool explain)
{
    forget();
    return vmsc_load_state(f, vmsd, opaque, version_id, explain ? &failure : NULL);
}

const char *engine_message(void)
{
    /* Releases before 10.2 only report most failures. */
    size_t reports = reports_count();

    return failure ? error_get_pretty(failure)
         : reports ? report_at(reports - 1) : "no reason given";
}

void engine_messages(void (*tell)(const char *message))
{
    for (size_t i = 0; i < reports_count(); i++) {
        tell(report_at(i));
    }
    if (failure) {
        tell(error_get_pretty(failure));
    }
}

const Measured *engine_measured(size_t *count)
{
    *count = measured_count;
    return measured;
}
