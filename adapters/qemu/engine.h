/* SPDX-License-Identifier: GPL-2.0-or-later */
/* QEMU's own interpreter, called on a description, an object and a stream. */
#ifndef VMSC_ENGINE_H
#define VMSC_ENGINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct VMStateDescription;
struct QEMUFile;

/* All return what QEMU returns; not 0: engine_message says why. */
int engine_save(struct QEMUFile *f, const struct VMStateDescription *vmsd, void *opaque);
/* Also has QEMU describe the bytes. */
int engine_save_described(struct QEMUFile *f, const struct VMStateDescription *vmsd, void *opaque);
/* As callers do that ignore errors. */
int engine_save_again(struct QEMUFile *f, const struct VMStateDescription *vmsd, void *opaque);
/* Without explain as callers do that ignore errors: engine_message knows less then. */
int engine_load(struct QEMUFile *f, const struct VMStateDescription *vmsd, void *opaque,
                int version_id, bool explain);

const char *engine_message(void);
/* All that QEMU said: what it reported, in order, then the Error of the save or load if it set one. */
void engine_messages(void (*tell)(const char *message));

/* The description of the bytes as JSON, after engine_save_described returned 0. */
const char *engine_vmdesc(void);

typedef struct Measured {
    int64_t count;
    int64_t size;
} Measured;

/* One entry per existing field that the last save went through. */
const Measured *engine_measured(size_t *count);

#endif
