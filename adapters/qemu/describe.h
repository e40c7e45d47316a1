/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Descriptions as the protocol writes them, made into QEMU's own. */
#ifndef VMSC_DESCRIBE_H
#define VMSC_DESCRIBE_H

#include "json.h"

struct VMStateDescription;

/*
 * What the description needs and this release does not have goes to *missing
 * (left alone if there is none); the description is then of no use.
 */
const struct VMStateDescription *describe_read(Json *json, const char **missing);
void describe_reset(void);

/* Calls with every feature that a description may use. */
void describe_features(void (*tell)(const char *prefix, const char *name));

#endif
