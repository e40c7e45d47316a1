/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Memory that is taken piece by piece and given back all at once, at the end
 * of a request. Each chunk is followed by an unreadable page, so that whoever
 * runs off its end crashes there instead of damaging the adapter.
 */
#ifndef VMSC_ARENA_H
#define VMSC_ARENA_H

#include <stddef.h>

typedef struct ArenaChunk ArenaChunk;

typedef struct Arena {
    ArenaChunk *chunk;
    char *at;
    char *end;
} Arena;

/* Never NULL: the process ends when the system has no memory left. */
void *arena_take(Arena *arena, size_t size);
void arena_reset(Arena *arena);

#endif
