/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The memory of one request as real memory: blocks at addresses of their own,
 * each between two red zones, whose damage tells of a write past a block.
 */
#ifndef VMSC_BLOCKS_H
#define VMSC_BLOCKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Block {
    uint8_t *start;
    size_t size;
    /* The slots that the request lists lie at [first_slot, first_slot + slots). */
    size_t first_slot;
    size_t slots;
    bool freed;
} Block;

/* No single allocation may be larger: beyond it g_malloc gives up, as it would for real. */
#define BLOCK_LIMIT ((size_t)256 << 20)

Block *block_add(size_t size);
size_t block_count(void);
Block *block_at(size_t index);

/* Gives back a block that the engine no longer wants; false if it is none of ours. */
bool block_free(void *start);

/* Ends the making of blocks: drops the freed ones and sorts addresses for block_find. */
void blocks_settle(void);

/* The index of the block that an address points into or just past, or -1. */
long block_find(uintptr_t address);

/* The index of the first block whose surroundings were written to, or -1. */
long block_damaged(void);

void blocks_reset(void);

#endif
