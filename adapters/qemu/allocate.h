/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the engine allocates becomes blocks of the request's memory, so that a
 * response can tell of them; replace-glib.h makes QEMU's files call these.
 */
#ifndef VMSC_ALLOCATE_H
#define VMSC_ALLOCATE_H

#include <stddef.h>

void *vmsc_malloc(size_t size);
void *vmsc_malloc0(size_t size);
void *vmsc_try_malloc(size_t size);
void *vmsc_try_malloc0(size_t size);
void vmsc_free(void *start);
/* Frees what a variable holds when it goes out of scope. */
void vmsc_free_held(void *variable);

#endif
