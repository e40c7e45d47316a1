/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An info of a device's own: a byte, whose functions return what the request says. */
#ifndef VMSC_FAILING_H
#define VMSC_FAILING_H

#include "json.h"

struct VMStateField;
struct VMStateInfo;

extern const struct VMStateInfo vmstate_info_failing;

/* Reads what its functions return for this field. */
void failing_read(Json *json, struct VMStateField *field, const char **missing);
void failing_reset(void);

#endif
