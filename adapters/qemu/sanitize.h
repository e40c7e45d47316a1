/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What an engine that was built with AddressSanitizer is told about memory that
 * is not malloc's own; without it nothing of this does anything.
 */
#ifndef VMSC_SANITIZE_H
#define VMSC_SANITIZE_H

#include <stddef.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#else
#define SANITIZED 0
#endif

/* Whoever reads or writes there ends the process. */
void sanitize_forbid(void *start, size_t size);
/* Takes back all of the above: the memory is going to be used anew. */
void sanitize_allow_all(void);

#endif
