/* SPDX-License-Identifier: GPL-2.0-or-later */
/* VMStateIf is only ever passed by pointer here: QOM stays out. */
#ifndef VMSC_VMSTATE_IF_H
#define VMSC_VMSTATE_IF_H

#include "vmsc-qapi-types.h"

typedef struct VMStateIf VMStateIf;

#endif
