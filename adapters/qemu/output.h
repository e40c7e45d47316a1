/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Responses, gathered in a buffer and written out whole lines at a time. */
#ifndef VMSC_OUTPUT_H
#define VMSC_OUTPUT_H

#include <stddef.h>
#include <stdint.h>

void out_text(const char *text);
void out_string(const char *text);
void out_integer(int64_t value);
void out_hex(const uint8_t *bytes, size_t size);

/* Bytes of the line so far, and the place to overwrite some of them. */
size_t out_position(void);
char *out_at(size_t position);

/* Drops the unfinished line. */
void out_restart(void);
/* Ends the line; writes out when much has gathered. */
void out_finish(void);
/* Writes out every finished line. */
void out_flush(void);

/* From now on a fatal signal first writes out the finished lines. */
void out_survive_signals(void);

#endif
