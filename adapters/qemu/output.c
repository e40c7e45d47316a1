/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "output.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MUCH (64 * 1024)

static char *buffer;
static size_t used;
static size_t capacity;
static size_t finished;

static void reserve(size_t more)
{
    if (more > capacity - used) {
        size_t wanted = (used + more) * 2 + MUCH;

        buffer = realloc(buffer, wanted);
        if (!buffer) {
            fprintf(stderr, "out of memory: a response of %zu bytes\n", wanted);
            exit(1);
        }
        capacity = wanted;
    }
}

static void put(const char *text, size_t size)
{
    reserve(size);
    memcpy(buffer + used, text, size);
    used += size;
}

void out_text(const char *text)
{
    put(text, strlen(text));
}

void out_string(const char *text)
{
    put("\"", 1);
    for (; *text; text++) {
        unsigned char c = *text;

        if (c == '"' || c == '\\') {
            put("\\", 1);
            put(text, 1);
        } else if (c < 0x20) {
            char escaped[8];

            snprintf(escaped, sizeof(escaped), "\\u%04x", c);
            put(escaped, 6);
        } else {
            put(text, 1);
        }
    }
    put("\"", 1);
}

void out_integer(int64_t value)
{
    char digits[24];
    size_t at = sizeof(digits);
    uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;

    do {
        digits[--at] = '0' + rest % 10;
        rest /= 10;
    } while (rest);
    if (value < 0) {
        digits[--at] = '-';
    }
    put(digits + at, sizeof(digits) - at);
}

void out_hex(const uint8_t *bytes, size_t size)
{
    static char pairs[256][2];
    char *to;

    if (!pairs[0][0]) {
        for (int i = 0; i < 256; i++) {
            pairs[i][0] = "0123456789abcdef"[i >> 4];
            pairs[i][1] = "0123456789abcdef"[i & 15];
        }
    }
    reserve(size * 2);
    to = buffer + used;
    for (size_t i = 0; i < size; i++) {
        memcpy(to + i * 2, pairs[bytes[i]], 2);
    }
    used += size * 2;
}

size_t out_position(void)
{
    return used;
}

char *out_at(size_t position)
{
    return buffer + position;
}

void out_restart(void)
{
    used = finished;
}

void out_finish(void)
{
    put("\n", 1);
    finished = used;
    if (used >= MUCH) {
        out_flush();
    }
}

static int write_finished(void)
{
    size_t written = 0;

    while (written < finished) {
        ssize_t n = write(STDOUT_FILENO, buffer + written, finished - written);

        if (n >= 0) {
            written += n;
        } else if (errno == EAGAIN) {
            poll(&(struct pollfd) { .fd = STDOUT_FILENO, .events = POLLOUT }, 1, -1);
        } else if (errno != EINTR) {
            return -1;
        }
    }
    return 0;
}

void out_flush(void)
{
    if (finished == 0) {
        return;
    }
    if (write_finished() != 0) {
        exit(1);
    }
    memmove(buffer, buffer + finished, used - finished);
    used -= finished;
    finished = 0;
}

#ifdef VMSC_COVERAGE
/* Without it a build for gcov that dies leaves no counters behind. */
void __gcov_dump(void);
#define dump_counters __gcov_dump
#else
static void dump_counters(void)
{
}
#endif

static void on_fatal_signal(int number)
{
    dump_counters();
    write_finished();
    /* SA_RESETHAND: the second time it kills. */
    raise(number);
}

void out_survive_signals(void)
{
    static char stack[64 * 1024];
    static const int fatal[] = { SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP };
    struct sigaction action = {
        .sa_handler = on_fatal_signal,
        .sa_flags = SA_RESETHAND | SA_NODEFER | SA_ONSTACK,
    };

    /* A stack of its own: a runaway recursion has used up the other one. */
    sigaltstack(&(stack_t) { .ss_sp = stack, .ss_size = sizeof(stack) }, NULL);
    for (size_t i = 0; i < sizeof(fatal) / sizeof(fatal[0]); i++) {
        sigaction(fatal[i], &action, NULL);
    }
}
