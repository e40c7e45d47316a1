/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define ALIGNMENT 16
#define CHUNK_SIZE (256 * 1024)

struct ArenaChunk {
    ArenaChunk *previous;
    size_t size;
    size_t mapped;
};

#define HEADER ((sizeof(ArenaChunk) + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1))

static ArenaChunk *map_chunk(size_t size)
{
    size_t page = sysconf(_SC_PAGESIZE);
    size_t usable = (size + page - 1) / page * page;
    char *start = mmap(NULL, usable + page, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    ArenaChunk *chunk = (ArenaChunk *)start;

    if (start == MAP_FAILED || mprotect(start + usable, page, PROT_NONE) != 0) {
        fprintf(stderr, "out of memory: %zu bytes\n", size);
        abort();
    }
    chunk->size = usable;
    chunk->mapped = usable + page;
    return chunk;
}

void *arena_take(Arena *arena, size_t size)
{
    size_t needed = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);

    if (needed < size) {
        fprintf(stderr, "out of memory: %zu bytes\n", size);
        abort();
    }
    if (needed > (size_t)(arena->end - arena->at)) {
        size_t wanted = HEADER + needed > CHUNK_SIZE ? HEADER + needed : CHUNK_SIZE;
        ArenaChunk *chunk = map_chunk(wanted);

        chunk->previous = arena->chunk;
        arena->chunk = chunk;
        arena->at = (char *)chunk + HEADER;
        arena->end = (char *)chunk + chunk->size;
    }
    void *taken = arena->at;
    arena->at += needed;
    return taken;
}

void arena_reset(Arena *arena)
{
    /* The first chunk stays: most requests need no other. */
    while (arena->chunk && arena->chunk->previous) {
        ArenaChunk *previous = arena->chunk->previous;

        munmap(arena->chunk, arena->chunk->mapped);
        arena->chunk = previous;
    }
    if (arena->chunk) {
        arena->at = (char *)arena->chunk + HEADER;
        arena->end = (char *)arena->chunk + arena->chunk->size;
    }
}
