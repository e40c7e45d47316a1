/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * From here on glib's functions are ours: to be included right before a file
 * of QEMU's, and after all other headers.
 */
#include "allocate.h"
#include "containers.h"

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

#define g_tree_nnodes vmsc_tree_nnodes
#define g_tree_foreach vmsc_tree_foreach
#define g_tree_insert vmsc_tree_insert
#define g_byte_array_set_size vmsc_byte_array_set_size
