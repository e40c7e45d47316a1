/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The types that the migration headers take from QEMU's generated QAPI headers. */
#ifndef VMSC_QAPI_TYPES_H
#define VMSC_QAPI_TYPES_H

typedef struct strList strList;

typedef enum MigMode {
    MIG_MODE_NORMAL,
    MIG_MODE_CPR_REBOOT,
    MIG_MODE_CPR_TRANSFER,
    MIG_MODE_CPR_EXEC,
} MigMode;

#endif
