/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Of the CPU's types, the migration headers name only these. */
#ifndef VMSC_CPU_COMMON_H
#define VMSC_CPU_COMMON_H

typedef uint64_t ram_addr_t;

#endif
