/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads requests from stdin, a large piece at a time, and answers them in order. */
#include "answer.h"
#include "output.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PIECE (256 * 1024)

static ssize_t read_piece(char *to, size_t room)
{
    for (;;) {
        ssize_t n = read(STDIN_FILENO, to, room);

        if (n >= 0) {
            return n;
        }
        if (errno == EAGAIN) {
            poll(&(struct pollfd) { .fd = STDIN_FILENO, .events = POLLIN }, 1, -1);
        } else if (errno != EINTR) {
            return -1;
        }
    }
}

static bool is_blank(const char *line, size_t size)
{
    while (size > 0 && strchr(" \t\r", line[size - 1])) {
        size--;
    }
    return size == 0;
}

int main(void)
{
    size_t capacity = 2 * PIECE;
    char *input = malloc(capacity);
    size_t start = 0; /* of the first unanswered line */
    size_t scanned = 0; /* no line ends before this */
    size_t end = 0;

    out_survive_signals();
    while (input) {
        char *newline = end > scanned ? memchr(input + scanned, '\n', end - scanned) : NULL;
        ssize_t n;

        if (newline) {
            size_t size = newline - (input + start);

            if (!is_blank(input + start, size) && !answer_line(input + start, size)) {
                break;
            }
            start = scanned = newline + 1 - input;
            continue;
        }
        /* More input may wait for these answers. */
        out_flush();
        memmove(input, input + start, end - start);
        end -= start;
        scanned = end;
        start = 0;
        if (capacity - end < PIECE) {
            capacity *= 2;
            input = realloc(input, capacity);
            if (!input) {
                break;
            }
        }
        n = read_piece(input + end, capacity - end - 1);
        if (n <= 0) {
            /* The last line may lack its newline. */
            if (n == 0 && !is_blank(input, end)) {
                answer_line(input, end);
            }
            break;
        }
        end += n;
    }
    if (!input) {
        fprintf(stderr, "out of memory: a request of %zu bytes\n", capacity);
        return 1;
    }
    out_flush();
    return 0;
}
