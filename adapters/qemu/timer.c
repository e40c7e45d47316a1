/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * vmstate_info_timer, which the builder takes out of the tree's
 * migration/savevm.c, on timers that no clock drives: of a QEMUTimer only the
 * time when it expires counts, negative when it is not pending.
 */
#include "qemu/osdep.h"

#include "migration/vmstate.h"
#include "qemu/timer.h"

#include "qemu-file.h"
#include "vmsc-tree.h"

#if VMSC_HAS_TIMER

static uint64_t vmsc_expire_time(const QEMUTimer *timer)
{
    return timer->expire_time < 0 ? -1 : timer->expire_time;
}

static void vmsc_modify(QEMUTimer *timer, int64_t time)
{
    timer->expire_time = time < 0 ? 0 : time;
}

static void vmsc_delete(QEMUTimer *timer)
{
    timer->expire_time = -1;
}

#define timer_expire_time_ns vmsc_expire_time
#define timer_mod_ns vmsc_modify
#define timer_del vmsc_delete

#include "vmsc-timer.c"

#endif
