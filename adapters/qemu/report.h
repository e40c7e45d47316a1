/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What QEMU reports by itself goes to stderr; the last such line is kept. */
#ifndef VMSC_REPORT_H
#define VMSC_REPORT_H

/* The last error reported since report_forget, or NULL. */
const char *report_last(void);
void report_forget(void);

#endif
