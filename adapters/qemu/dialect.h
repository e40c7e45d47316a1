/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Everything in which QEMU's trees differ for this adapter. vmsc-tree.h has
 * what the builder found in the headers of the tree at hand; no release number
 * is asked.
 */
#ifndef VMSC_DIALECT_H
#define VMSC_DIALECT_H

#include "vmsc-tree.h"

/* Up to 7.2 an empty entry ends a list of fields, then a flag. */
#if VMSC_HAS_END_FLAG
#define VMSC_END_FLAG VMS_END
#else
#define VMSC_END_FLAG 0
#endif

/* Who reports errors through an Error, and what a refusal is: a code, or just false. */
#if VMSC_SAVE_IS_BOOL
#define vmsc_save_state(f, vmsd, opaque, vmdesc, errp)                                             \
    (vmstate_save_vmsd(f, vmsd, opaque, vmdesc, errp) ? 0 : -EINVAL)
#elif VMSC_SAVE_HAS_ERRP
#define vmsc_save_state(f, vmsd, opaque, vmdesc, errp)                                             \
    vmstate_save_state(f, vmsd, opaque, vmdesc, errp)
#elif VMSC_SAVE_WITH_ERR
#define vmsc_save_state(f, vmsd, opaque, vmdesc, errp)                                             \
    vmstate_save_state_with_err(f, vmsd, opaque, vmdesc, errp)
#else
#define vmsc_save_state(f, vmsd, opaque, vmdesc, errp) vmstate_save_state(f, vmsd, opaque, vmdesc)
#endif

#if VMSC_LOAD_IS_BOOL
#define vmsc_load_state(f, vmsd, opaque, version, errp)                                            \
    (vmstate_load_vmsd(f, vmsd, opaque, version, errp) ? 0 : -EINVAL)
#elif VMSC_LOAD_HAS_ERRP
#define vmsc_load_state(f, vmsd, opaque, version, errp)                                            \
    vmstate_load_state(f, vmsd, opaque, version, errp)
#else
#define vmsc_load_state(f, vmsd, opaque, version, errp)                                            \
    vmstate_load_state(f, vmsd, opaque, version)
#endif

#if VMSC_POST_SAVE_IS_VOID
#define VMSC_POST_SAVE_TYPE void
#else
#define VMSC_POST_SAVE_TYPE int
#endif

/* For some months of 10.2's development these hooks returned a code. */
#if VMSC_ERRP_HOOKS_ARE_BOOL
#define VMSC_ERRP_HOOK_TYPE bool
#define VMSC_ERRP_RESULT(done) (done)
#else
#define VMSC_ERRP_HOOK_TYPE int
#define VMSC_ERRP_RESULT(done) ((done) ? 0 : -EINVAL)
#endif

#endif
