/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * From here on glib's functions are ours: to be included right before a file
 * of QEMU's, and after all other headers.
 */
#include "allocate.h"
#include "containers.h"
#include "tree.h"

#undef g_malloc
#undef g_malloc0
#undef g_try_malloc
#undef g_try_malloc0
#undef g_free
#undef g_autofree
#define g_malloc vmsc_malloc
#define g_malloc0 vmsc_malloc0
#define g_try_malloc vmsc_try_malloc
#define g_try_malloc0 vmsc_try_malloc0
#define g_free vmsc_free
#define g_autofree __attribute__((cleanup(vmsc_free_held)))

/* In QEMU's functions the field is at hand, which says what the keys are. */
#define g_tree_nnodes(tree) vmsc_tree_nnodes(tree, field)
#define g_tree_foreach(tree, visit, data) vmsc_tree_foreach(tree, visit, data, field)
#define g_tree_insert(tree, key, value) vmsc_tree_insert(tree, key, value, field)
#define g_byte_array_set_size vmsc_byte_array_set_size
