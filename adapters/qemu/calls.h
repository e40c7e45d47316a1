/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The calls of the engine into the device, one line each, in order. */
#ifndef VMSC_CALLS_H
#define VMSC_CALLS_H

#include <stdbool.h>

/* Forgets all lines, and notes those that follow if they are wanted. */
void calls_record(bool wanted);
/* Notes no further ones. */
void calls_stop(void);
/* Adds a line of up to three words; NULL: no such word. */
void calls_tell(const char *what, const char *vmsd, const char *field, const int *version);
/* Writes the lines as a JSON array. */
void calls_write(void);

#endif
