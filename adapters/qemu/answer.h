/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Carries requests out and writes their responses. */
#ifndef VMSC_ANSWER_H
#define VMSC_ANSWER_H

#include "request.h"

/* Answers one line, which it may change; line[size] must be writable. False: that was bye. */
bool answer_line(char *line, size_t size);

#endif
