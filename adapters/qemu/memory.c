/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "memory.h"

#include "blocks.h"
#include "links.h"
#include "output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Slot {
    size_t offset;
    /* -1 for NULL */
    int64_t block;
    size_t target;
} Slot;

static Slot *slots;
static size_t count;
static size_t capacity;
/* Blocks that came with the request; the engine's own follow. */
static size_t requested;

static Slot *slot_add(void)
{
    if (count == capacity) {
        capacity = capacity ? capacity * 2 : 64;
        slots = realloc(slots, capacity * sizeof(Slot));
        if (!slots) {
            fprintf(stderr, "out of memory: %zu pointers\n", capacity);
            abort();
        }
    }
    return &slots[count++];
}

static size_t read_pointers(Json *json)
{
    size_t before = count;
    bool first = true;

    while (json_element(json, &first)) {
        int64_t numbers[3];
        size_t n = 0;
        bool first_number = true;

        while (json_element(json, &first_number)) {
            if (n == 3) {
                json_fail(json, "bad request: a pointer has one or three numbers");
            }
            numbers[n++] = json_integer(json, 0, BLOCK_LIMIT);
        }
        if (n != 1 && n != 3) {
            json_fail(json, "bad request: a pointer has one or three numbers");
        }
        *slot_add() = (Slot) {
            .offset = numbers[0],
            .block = n == 3 ? numbers[1] : -1,
            .target = n == 3 ? numbers[2] : 0,
        };
    }
    return count - before;
}

static void read_block(Json *json)
{
    bool first = true;
    char *key;
    char *digits = NULL;
    size_t size = 0;
    size_t first_slot = count;
    size_t slots_here = 0;
    Block *block;

    while (json_member(json, &first, &key)) {
        if (json_is(key, "bytes")) {
            digits = json_raw_string(json, &size);
        } else if (json_is(key, "pointers")) {
            slots_here += read_pointers(json);
        } else {
            json_fail(json, "bad request: unknown member '%s' of a block", key);
        }
    }
    if (!digits) {
        json_fail(json, "bad request: a block without bytes");
    }
    if (size / 2 > BLOCK_LIMIT) {
        json_fail(json, "bad request: a block of %zu bytes is too large", size / 2);
    }
    block = block_add(size / 2);
    block->first_slot = first_slot;
    block->slots = slots_here;
    json_hex(json, digits, size, block->start);
}

static void relocate(Json *json, size_t index)
{
    const Block *block = block_at(index);

    for (size_t i = 0; i < block->slots; i++) {
        const Slot *slot = &slots[block->first_slot + i];
        void *address = NULL;

        if (slot->offset + sizeof(void *) > block->size) {
            json_fail(json, "bad request: block %zu has no room for a pointer at %zu", index,
                      slot->offset);
        }
        if (slot->block >= 0) {
            if ((size_t)slot->block >= block_count() ||
                slot->target > block_at(slot->block)->size) {
                json_fail(json, "bad request: block %zu has a pointer to nowhere at %zu", index,
                          slot->offset);
            }
            address = block_at(slot->block)->start + slot->target;
        }
        memcpy(block->start + slot->offset, &address, sizeof(address));
    }
}

void memory_read(Json *json)
{
    bool first = true;
    char *key;

    while (json_member(json, &first, &key)) {
        if (json_is(key, "blocks")) {
            bool first_block = true;

            while (json_element(json, &first_block)) {
                read_block(json);
            }
        } else {
            /* An "abi" may be told: it can only be this host's own. */
            json_skip(json);
        }
    }
    if (block_count() == 0) {
        json_fail(json, "bad request: a memory without a root block");
    }
    requested = block_count();
    for (size_t i = 0; i < requested; i++) {
        relocate(json, i);
    }
}

static uintptr_t pointer_at(const uint8_t *at)
{
    uintptr_t value;

    memcpy(&value, at, sizeof(value));
    return value;
}

static void write_pointer(size_t offset, uintptr_t value, bool *first)
{
    out_text(*first ? "[" : ",[");
    *first = false;
    out_integer(offset);
    if (value != 0) {
        long target = block_find(value);

        out_text(",");
        out_integer(target);
        out_text(",");
        out_integer(target < 0 ? 0 : value - (uintptr_t)block_at(target)->start);
    }
    out_text("]");
}

static void hide(size_t hex, size_t offset)
{
    memset(out_at(hex + offset * 2), '0', sizeof(void *) * 2);
}

static void write_requested(const Block *block, size_t hex)
{
    bool first = true;

    for (size_t i = 0; i < block->slots; i++) {
        size_t offset = slots[block->first_slot + i].offset;

        hide(hex, offset);
        write_pointer(offset, pointer_at(block->start + offset), &first);
    }
}

/*
 * Nobody said where pointers lie in a block of the engine's: every link, and
 * every aligned word that holds an address of a block, is one.
 */
static void write_allocated(const Block *block, size_t hex)
{
    const size_t word = sizeof(void *);
    uintptr_t start = (uintptr_t)block->start;
    uintptr_t link = link_from(start);
    bool first = true;
    size_t at = 0;

    while (at + word <= block->size) {
        size_t aligned = (at + word) / word * word;
        uintptr_t value = pointer_at(block->start + at);

        if (link < start + at) {
            link = link_from(start + at);
        }
        if (link == start + at || (at % word == 0 && block_find(value) >= 0)) {
            hide(hex, at);
            write_pointer(at, value, &first);
            at += word;
        } else {
            at = link < start + aligned ? link - start : aligned;
        }
    }
}

void memory_write(void)
{
    out_text("{\"blocks\":[");
    for (size_t i = 0; i < block_count(); i++) {
        const Block *block = block_at(i);
        size_t hex;

        out_text(i == 0 ? "{\"bytes\":\"" : ",{\"bytes\":\"");
        hex = out_position();
        out_hex(block->start, block->size);
        out_text("\",\"pointers\":[");
        if (i < requested) {
            write_requested(block, hex);
        } else {
            write_allocated(block, hex);
        }
        out_text("]}");
    }
    out_text("]}");
}

void memory_reset(void)
{
    count = 0;
    links_record(false);
    blocks_reset();
}
