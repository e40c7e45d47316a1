/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Everything in which the releases of QEMU differ for this adapter.
 * VMSC_DIALECT is the release as major * 100 + minor: 702, 1000, 1002, 1101.
 */
#ifndef VMSC_DIALECT_H
#define VMSC_DIALECT_H

#ifndef VMSC_DIALECT
#error "VMSC_DIALECT must say the release, for example -DVMSC_DIALECT=1002"
#endif

/* 7.2 ends a list of fields with an empty entry, later releases with a flag. */
#if VMSC_DIALECT >= 800
#define VMSC_END_FLAG VMS_END
#else
#define VMSC_END_FLAG 0
#endif

/* Who reports errors through an Error: nobody, the save, or both directions. */
#if VMSC_DIALECT >= 1002
#define vmsc_save_state(f, vmsd, opaque, vmdesc, errp) \
    vmstate_save_state(f, vmsd, opaque, vmdesc, errp)
#define vmsc_load_state(f, vmsd, opaque, version, errp) \
    vmstate_load_state(f, vmsd, opaque, version, errp)
#elif VMSC_DIALECT >= 1000
#define vmsc_save_state(f, vmsd, opaque, vmdesc, errp) \
    vmstate_save_state_with_err(f, vmsd, opaque, vmdesc, errp)
#define vmsc_load_state(f, vmsd, opaque, version, errp) \
    vmstate_load_state(f, vmsd, opaque, version)
#else
#define vmsc_save_state(f, vmsd, opaque, vmdesc, errp) \
    vmstate_save_state(f, vmsd, opaque, vmdesc)
#define vmsc_load_state(f, vmsd, opaque, version, errp) \
    vmstate_load_state(f, vmsd, opaque, version)
#endif

/* Hooks that report errors through an Error came with 10.2; post_save has no result in 11. */
#define VMSC_HAS_ERRP_HOOKS (VMSC_DIALECT >= 1002)
#if VMSC_DIALECT >= 1100
#define VMSC_POST_SAVE_TYPE void
#else
#define VMSC_POST_SAVE_TYPE int
#endif

/* vmstate_info_g_byte_array. */
#define VMSC_HAS_BYTE_ARRAY (VMSC_DIALECT >= 1101)

/* The name that the engine of 7.2 knows qemu_file_transferred by. */
#if VMSC_DIALECT < 1000
#define VMSC_TRANSFERRED qemu_file_total_transferred_fast
#define VMSC_TRANSFERRED_TYPE int64_t
#else
#define VMSC_TRANSFERRED qemu_file_transferred
#define VMSC_TRANSFERRED_TYPE uint64_t
#endif

/* File descriptors in a stream came with 10.0; how they are fetched changed in 11. */
#define VMSC_HAS_FD (VMSC_DIALECT >= 1000)

#endif
