/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * glib's GByteArray as a block of the request's memory, whose form the protocol
 * fixes, in place of glib's own: a pointer to its bytes and their number.
 */
#ifndef VMSC_CONTAINERS_H
#define VMSC_CONTAINERS_H

#include <glib.h>

GByteArray *vmsc_byte_array_set_size(GByteArray *array, guint size);

#endif
