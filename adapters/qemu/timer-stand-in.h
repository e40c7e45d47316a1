/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Timers that no clock drives: only the time when one expires counts, negative when it is not
 * pending. stand-ins/test.c holds them against QEMU's own.
 */
#ifndef VMSC_TIMER_STAND_IN_H
#define VMSC_TIMER_STAND_IN_H

#include "qemu/timer.h"

static inline uint64_t vmsc_expire_time(const QEMUTimer *timer)
{
    return timer->expire_time < 0 ? -1 : timer->expire_time;
}

static inline void vmsc_modify(QEMUTimer *timer, int64_t time)
{
    timer->expire_time = time < 0 ? 0 : time;
}

static inline void vmsc_delete(QEMUTimer *timer)
{
    timer->expire_time = -1;
}

#endif
