/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The VMStateInfos that a description may use, by the name behind vmstate_info_. */
#ifndef VMSC_INFOS_H
#define VMSC_INFOS_H

struct VMStateInfo;

/* NULL if this release has none of the name. */
const struct VMStateInfo *info_named(const char *name);
/* The bytes of a plain integer, below 0 when it is signed; 0 for everything else. */
int info_integer(const struct VMStateInfo *info);
/* Calls with the name of each. */
void infos_list(void (*tell)(const char *prefix, const char *name));

#endif
