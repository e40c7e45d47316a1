/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The calls of the engine into the device, one line each, in order. */
#ifndef VMSC_CALLS_H
#define VMSC_CALLS_H

#include <stdbool.h>

/* Forgets all lines, and notes those that follow if they are wanted. */
void calls_record(bool wanted);
/* Notes no further ones. */
void calls_stop(void);
/* Adds a line of up to three words, and the object that the call got; NULL: no such word. */
void calls_tell(const char *what, const char *vmsd, const char *field, const int *version,
                const void *opaque);
/* Writes the lines as a JSON array. */
void calls_write(void);
/* The same of the objects, by block and offset. To be called while the blocks are settled. */
void calls_write_opaques(void);

#endif
