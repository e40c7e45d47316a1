/* SPDX-License-Identifier: GPL-2.0-or-later */
/* QEMU's own check of descriptions, which asserts when a device registers a wrong one. */
#ifndef VMSC_CHECK_H
#define VMSC_CHECK_H

#include <stdbool.h>

struct VMStateDescription;

/* What it asserts, or NULL for nothing. False: the tree's check was not found. */
bool check_description(const struct VMStateDescription *vmsd, const char **reason);

#endif
