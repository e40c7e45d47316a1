/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What QEMU reports by itself goes to stderr; the errors are kept. */
#ifndef VMSC_REPORT_H
#define VMSC_REPORT_H

#include <stddef.h>

/* The errors reported since report_forget, in order. */
size_t reports_count(void);
const char *report_at(size_t index);
void report_forget(void);

#endif
