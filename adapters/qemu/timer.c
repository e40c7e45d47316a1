/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * vmstate_info_timer, which the builder takes out of the tree's
 * migration/savevm.c, on timers that no clock drives.
 */
#include "qemu/osdep.h"

#include "migration/vmstate.h"
#include "qemu-file.h"
#include "timer-stand-in.h"
#include "vmsc-tree.h"

#if VMSC_HAS_TIMER

#define timer_expire_time_ns vmsc_expire_time
#define timer_mod_ns vmsc_modify
#define timer_del vmsc_delete

#include "vmsc-timer.c"

#endif
