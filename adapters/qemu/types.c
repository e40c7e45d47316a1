/* SPDX-License-Identifier: GPL-2.0-or-later */
/* QEMU's migration/vmstate-types.c, with its allocations, containers and links in reach. */
#include "qemu/osdep.h"

#include "qemu/queue.h"

#include "links.h"
#include "replace-glib.h"

/* By this the macros of lists whose elements have no type reach links, and nothing else. */
#undef field_at_offset
#define field_at_offset(base, offset, type)                                                        \
    ((type *)link_at((char *)(base) + (offset), sizeof(type)))

#include "migration/vmstate-types.c"
