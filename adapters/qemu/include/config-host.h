/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Stands in for what QEMU's configure writes. Only what the few compiled files
 * ask for: a plain POSIX host.
 */
#ifndef VMSC_CONFIG_HOST_H
#define VMSC_CONFIG_HOST_H

#define CONFIG_POSIX 1
#define CONFIG_LINUX 1
#define CONFIG_IOVEC 1
#define CONFIG_ATOMIC64 1
#define CONFIG_MADVISE 1
/* 8.2 brings its own where the system has none. */
#define HAVE_GETLOADAVG_FUNCTION 1

/*
 * vmstate.c includes the "migration.h" beside it, which no include path can
 * replace, and which needs half of QEMU. This keeps it empty.
 */
#define QEMU_MIGRATION_H

#endif
