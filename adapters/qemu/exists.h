/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The field_exists functions of described fields. */
#ifndef VMSC_EXISTS_H
#define VMSC_EXISTS_H

#include "json.h"

struct VMStateDescription;
struct VMStateField;

/*
 * Gives the field a function that answers as the JSON says. Both names are
 * looked up when QEMU calls it. When no function is left, *missing says so.
 */
void exists_read(Json *json, const struct VMStateDescription *vmsd, struct VMStateField *field,
                 const char **missing);
void exists_reset(void);

#endif
