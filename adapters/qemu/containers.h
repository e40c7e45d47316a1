/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * glib's containers as blocks of the request's memory, whose form the protocol
 * fixes, in place of glib's own.
 *
 * A GTree is one pointer, to the first of its nodes. A node is three words: the
 * next node, the key, the value. A device's order of keys is none of ours: a
 * new key goes behind all others.
 *
 * A GByteArray is a pointer to its bytes and their number.
 */
#ifndef VMSC_CONTAINERS_H
#define VMSC_CONTAINERS_H

#include <glib.h>

gint vmsc_tree_nnodes(GTree *tree);
void vmsc_tree_foreach(GTree *tree, GTraverseFunc visit, gpointer data);
void vmsc_tree_insert(GTree *tree, gpointer key, gpointer value);
GByteArray *vmsc_byte_array_set_size(GByteArray *array, guint size);

#endif
