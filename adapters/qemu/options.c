/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The one migration option that the compiled files ask for. */
#include "qemu/osdep.h"

#include "vmsc-qapi-types.h"

MigMode migrate_mode(void);

MigMode migrate_mode(void)
{
    return MIG_MODE_NORMAL;
}
