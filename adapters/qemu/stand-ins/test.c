/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Holds the adapter's stand-ins against what they stand for, on random inputs: timers against
 * the functions of a tree's util/qemu-timer.c (real-timer.c, taken out of it by .ci/stand-ins),
 * byte arrays against glib's. Prints what differs first, and exits with 1.
 */
#include "qemu/osdep.h"

#include "timer-stand-in.h"

#include "allocate.h"
#include "containers.h"

typedef struct Clock {
    QEMUClockType type;
} Clock;

struct QEMUTimerList {
    Clock *clock;
    QEMUTimer *active_timers;
    int active_timers_lock;
};

/* Since 11.0 a replay is asked for; there is none. */
enum { REPLAY_MODE_NONE };
static int replay_mode = REPLAY_MODE_NONE;
#define async_run_on_cpu(cpu, function, data) ((void)0)

#undef qemu_mutex_lock
#undef qemu_mutex_unlock
#define qemu_mutex_lock(lock) ((void)(lock))
#define qemu_mutex_unlock(lock) ((void)(lock))
#define timerlist_rearm(list) ((void)(list))

#include "real-timer.c"

#define TIMERS 6
#define STEPS 200000
#define ARRAYS 20000

static uint64_t state = 0x9e3779b97f4a7c15;

static uint64_t draw(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

static int64_t draw_time(void)
{
    static const int64_t edges[] = { INT64_MIN, -2, -1, 0, 1, INT64_MAX - 1, INT64_MAX };

    return draw() % 2 ? edges[draw() % G_N_ELEMENTS(edges)] : (int64_t)draw();
}

static bool timers_agree(void)
{
    QEMUTimerList list = { 0 };
    QEMUTimer real[TIMERS] = { 0 };
    QEMUTimer ours[TIMERS] = { 0 };

    for (int i = 0; i < TIMERS; i++) {
        real[i].timer_list = &list;
        real[i].expire_time = ours[i].expire_time = -1;
    }
    for (int step = 0; step < STEPS; step++) {
        int i = draw() % TIMERS;

        if (draw() % 3) {
            int64_t time = draw_time();

            timer_mod_ns(&real[i], time);
            vmsc_modify(&ours[i], time);
        } else {
            timer_del(&real[i]);
            vmsc_delete(&ours[i]);
        }
        for (i = 0; i < TIMERS; i++) {
            if (timer_expire_time_ns(&real[i]) != vmsc_expire_time(&ours[i])) {
                printf("timer, step %d: %" PRIu64 " instead of %" PRIu64 "\n", step,
                       vmsc_expire_time(&ours[i]), timer_expire_time_ns(&real[i]));
                return false;
            }
        }
    }
    return true;
}

/* The adapter's allocations are blocks of a request; here they are just memory. */
void *vmsc_malloc(size_t size)
{
    return g_malloc(size);
}

static bool arrays_agree(void)
{
    for (int i = 0; i < ARRAYS; i++) {
        GByteArray *real = g_byte_array_new();
        GByteArray ours = { NULL, 0 };
        guint kept = G_MAXUINT;

        for (int step = 0; step < 8; step++) {
            guint size = draw() % 5 ? draw() % 40 : draw() % 5000;

            kept = MIN(real->len, size);
            g_byte_array_set_size(real, size);
            vmsc_byte_array_set_size(&ours, size);
            if (real->len != ours.len || (kept > 0 && memcmp(real->data, ours.data, kept) != 0)) {
                printf("byte array %d, step %d: %u bytes instead of %u, of which %u are kept\n", i,
                       step, ours.len, real->len, kept);
                return false;
            }
            for (guint at = 0; at < size; at++) {
                real->data[at] = ours.data[at] = draw();
            }
        }
        g_byte_array_free(real, TRUE);
    }
    return true;
}

int main(void)
{
    bool agree = timers_agree();

    agree = arrays_agree() && agree;
    printf("stand-ins: %d changes of timers and %d byte arrays: %s\n", STEPS, ARRAYS,
           agree ? "as the real ones" : "they differ");
    return agree ? 0 : 1;
}
