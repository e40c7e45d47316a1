/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The members of responses, written one after the other. */
#ifndef VMSC_RESPONSE_H
#define VMSC_RESPONSE_H

#include "request.h"

struct QEMUFile;

/* Begins the response. */
void respond(const Request *request, const char *status);
/* Drops what was begun and writes the response of an adapter that cannot go on. */
void respond_error(const Request *request, const char *message);

void member_integer(const char *name, int64_t value);
void member_string(const char *name, const char *value);
void member_null(const char *name);
void member_stream(const char *name, struct QEMUFile *stream);
void member_memory(void);
void member_measured(void);
/* What QEMU said of its refusal. */
void member_messages(void);
void member_trace(void);

#endif
