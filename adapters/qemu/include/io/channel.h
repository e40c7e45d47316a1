/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A memory-backed QEMUFile needs no channel: only the names must exist. */
#ifndef VMSC_IO_CHANNEL_H
#define VMSC_IO_CHANNEL_H

typedef struct QIOChannel QIOChannel;

#endif
