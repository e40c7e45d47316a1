/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The VMStateInfos that a description may use, by the name behind vmstate_info_. */
#ifndef VMSC_INFOS_H
#define VMSC_INFOS_H

struct VMStateInfo;

/* NULL if this release has none of the name. */
const struct VMStateInfo *info_named(const char *name);
/* Calls with the name of each. */
void infos_list(void (*tell)(const char *prefix, const char *name));

#endif
