/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which edges of QEMU's code were reached, in an engine that is built with --coverage. */
#ifndef VMSC_EDGES_H
#define VMSC_EDGES_H

#include <stdbool.h>

/* False: this engine is built without. */
bool edges_are_recorded(void);

/* Another request begins: what was reached last does not lead to what comes next. */
void edges_begin(void);

/* Calls tell with each edge that was reached for the first time since it was last called. */
void edges_tell(void (*tell)(int edge, bool first));

#endif
