/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "blocks.h"

#include "arena.h"
#include "sanitize.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RED_ZONE 64
#define RED_BYTE 0xbd

static Arena arena;
static Block *blocks;
static size_t count;
static size_t capacity;
static size_t freed;

/* Indices into blocks in the order of their addresses; made by blocks_settle. */
static size_t *sorted;
static size_t sorted_capacity;

static void *grown(void *vector, size_t *room, size_t item)
{
    size_t wanted = *room ? *room * 2 : 64;
    void *larger = realloc(vector, wanted * item);

    if (!larger) {
        fprintf(stderr, "out of memory: %zu blocks\n", wanted);
        abort();
    }
    *room = wanted;
    return larger;
}

/* From the last byte of the block to the end of its red zone. */
static size_t tail_of(size_t size)
{
    return RED_ZONE + (-size & 15);
}

Block *block_add(size_t size)
{
    uint8_t *taken = arena_take(&arena, RED_ZONE + size + tail_of(size));
    uint8_t *start = taken + RED_ZONE;

    memset(taken, RED_BYTE, RED_ZONE);
    memset(start + size, RED_BYTE, tail_of(size));
    sanitize_forbid(taken, RED_ZONE);
    sanitize_forbid(start + size, tail_of(size));
    if (count == capacity) {
        blocks = grown(blocks, &capacity, sizeof(Block));
    }
    blocks[count] = (Block) { .start = start, .size = size };
    return &blocks[count++];
}

size_t block_count(void)
{
    return count;
}

Block *block_at(size_t index)
{
    return &blocks[index];
}

bool block_free(void *start)
{
    /* What is freed soonest is what was allocated last: QEMU's temporaries. */
    for (size_t i = count; i-- > 0;) {
        if (blocks[i].start == start) {
            blocks[i].freed = true;
            freed++;
            return true;
        }
    }
    return false;
}

static bool is_red(const uint8_t *bytes, size_t size)
{
    /* All bytes equal the first one exactly if the zone equals itself shifted by one. */
    return bytes[0] == RED_BYTE && memcmp(bytes, bytes + 1, size - 1) == 0;
}

static bool is_intact(const Block *block)
{
    /* Who touches what is forbidden has been told already. */
    return SANITIZED || (is_red(block->start - RED_ZONE, RED_ZONE) &&
                         is_red(block->start + block->size, tail_of(block->size)));
}

static int by_address(const void *a, const void *b)
{
    const uint8_t *left = blocks[*(const size_t *)a].start;
    const uint8_t *right = blocks[*(const size_t *)b].start;

    return left < right ? -1 : left > right;
}

void blocks_settle(void)
{
    bool in_order = true;

    if (freed) {
        size_t kept = 0;

        for (size_t i = 0; i < count; i++) {
            /* Damage must be told, whatever became of the block. */
            if (!blocks[i].freed || !is_intact(&blocks[i])) {
                blocks[kept++] = blocks[i];
            }
        }
        count = kept;
        freed = 0;
    }
    while (sorted_capacity < count) {
        sorted = grown(sorted, &sorted_capacity, sizeof(size_t));
    }
    for (size_t i = 0; i < count; i++) {
        sorted[i] = i;
        in_order = in_order && (i == 0 || blocks[i - 1].start < blocks[i].start);
    }
    if (!in_order) {
        qsort(sorted, count, sizeof(size_t), by_address);
    }
}

long block_find(uintptr_t address)
{
    size_t low = 0;
    size_t high = count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        const Block *block = &blocks[sorted[middle]];

        if (address < (uintptr_t)block->start) {
            high = middle;
        } else if (address - (uintptr_t)block->start > block->size) {
            low = middle + 1;
        } else {
            return sorted[middle];
        }
    }
    return -1;
}

long block_damaged(void)
{
    for (size_t i = 0; i < count; i++) {
        if (!is_intact(&blocks[i])) {
            return i;
        }
    }
    return -1;
}

void blocks_reset(void)
{
    sanitize_allow_all();
    arena_reset(&arena);
    count = 0;
    freed = 0;
}
