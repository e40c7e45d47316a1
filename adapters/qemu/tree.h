/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * glib's own GTree over the nodes of the request's memory, whose form the
 * protocol fixes: a GTree is one pointer, to the first of its nodes; a node is
 * three words: the next node, the key, the value.
 *
 * The device's order: direct keys compare as unsigned integers, others by the
 * first plain integer among the fields of the key. It has no destroy functions.
 */
#ifndef VMSC_TREE_H
#define VMSC_TREE_H

#include <glib.h>

struct VMStateField;

gint vmsc_tree_nnodes(GTree *tree, const struct VMStateField *field);
void vmsc_tree_foreach(GTree *tree, GTraverseFunc visit, gpointer data,
                       const struct VMStateField *field);
void vmsc_tree_insert(GTree *tree, gpointer key, gpointer value,
                      const struct VMStateField *field);

/* Writes what the trees hold back to the nodes, in order, and forgets the trees. */
void trees_settle(void);
void trees_reset(void);

#endif
