/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "links.h"

#include <stdio.h>
#include <stdlib.h>

/* Some more than once. */
static uintptr_t *links;
static size_t count;
static size_t capacity;
static bool recording;

void links_record(bool wanted)
{
    count = 0;
    recording = wanted;
}

static void add(uintptr_t address)
{
    if (count == capacity) {
        capacity = capacity ? capacity * 2 : 64;
        links = realloc(links, capacity * sizeof(uintptr_t));
        if (!links) {
            fprintf(stderr, "out of memory: %zu links\n", capacity);
            abort();
        }
    }
    links[count++] = address;
}

void *link_at(void *address, size_t size)
{
    if (recording) {
        for (size_t word = 0; word < size / sizeof(void *); word++) {
            add((uintptr_t)address + word * sizeof(void *));
        }
    }
    return address;
}

static int compare(const void *a, const void *b)
{
    uintptr_t left = *(const uintptr_t *)a;
    uintptr_t right = *(const uintptr_t *)b;

    return left < right ? -1 : left > right;
}

void links_settle(void)
{
    recording = false;
    if (count > 1) {
        qsort(links, count, sizeof(uintptr_t), compare);
    }
}

uintptr_t link_from(uintptr_t address)
{
    size_t low = 0;
    size_t high = count;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (links[middle] < address) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < count ? links[low] : UINTPTR_MAX;
}
