/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The compiler calls __sanitizer_cov_trace_pc in every basic block of the files
 * that QEMU's code is part of (-fsanitize-coverage=trace-pc). An edge is a block
 * and the one before it, hashed to a number that does not depend on where the
 * program is loaded.
 */
#include "edges.h"

#include <stdint.h>

#ifdef VMSC_EDGES

#define EDGES 65536

static uint8_t reached[EDGES];
static uint16_t fresh[EDGES];
static int fresh_count;
static uint32_t last;

extern const char __executable_start[];
void __sanitizer_cov_trace_pc(void);

void __sanitizer_cov_trace_pc(void)
{
    uintptr_t at = (uintptr_t)__builtin_return_address(0) - (uintptr_t)__executable_start;
    uint32_t block = (uint32_t)at * UINT32_C(2654435761) >> 16;
    uint32_t edge = block ^ last;

    if (!reached[edge]) {
        reached[edge] = 1;
        fresh[fresh_count++] = edge;
    }
    /* So that the way back is another edge. */
    last = block >> 1;
}

bool edges_are_recorded(void)
{
    return true;
}

void edges_begin(void)
{
    last = 0;
}

void edges_tell(void (*tell)(int edge, bool first))
{
    for (int i = 0; i < fresh_count; i++) {
        tell(fresh[i], i == 0);
    }
    fresh_count = 0;
}

#else

bool edges_are_recorded(void)
{
    return false;
}

void edges_begin(void)
{
}

void edges_tell(void (*tell)(int edge, bool first))
{
    (void)tell;
}

#endif
