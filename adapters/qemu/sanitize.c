/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Of an engine that was built with AddressSanitizer and UndefinedBehaviorSanitizer:
 * what they find ends the process, with a stack, like any other crash.
 */
#include "sanitize.h"

#if SANITIZED

#include <sanitizer/asan_interface.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct Zone {
    void *start;
    size_t size;
} Zone;

static Zone *zones;
static size_t count;
static size_t capacity;

void sanitize_forbid(void *start, size_t size)
{
    if (count == capacity) {
        capacity = capacity ? capacity * 2 : 64;
        zones = realloc(zones, capacity * sizeof(Zone));
        if (!zones) {
            fprintf(stderr, "out of memory: %zu zones\n", capacity);
            abort();
        }
    }
    zones[count++] = (Zone) { .start = start, .size = size };
    ASAN_POISON_MEMORY_REGION(start, size);
}

void sanitize_allow_all(void)
{
    while (count > 0) {
        count--;
        ASAN_UNPOISON_MEMORY_REGION(zones[count].start, zones[count].size);
    }
}

const char *__asan_default_options(void);
const char *__ubsan_default_options(void);

const char *__asan_default_options(void)
{
    /* Memory is given back request by request: nothing leaks that matters. */
    return "abort_on_error=1:detect_leaks=0:allocator_may_return_null=1:handle_abort=0";
}

const char *__ubsan_default_options(void)
{
    return "print_stacktrace=1:halt_on_error=1:abort_on_error=1";
}

#else

void sanitize_forbid(void *start, size_t size)
{
}

void sanitize_allow_all(void)
{
}

#endif
