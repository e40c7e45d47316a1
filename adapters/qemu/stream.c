/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The functions that the engine calls on its QEMUFile. They keep the contract
 * of the real ones (migration/qemu-file.c): at the end of the input the stream
 * takes the error -EIO, missing bytes read as 0, the first error stays.
 */
#include "qemu/osdep.h"

#include "qemu-file.h"

#include "dialect.h"
#include "stream.h"

/* A save that outgrows this runs wild: it reads memory that is not the device's. */
#define LONGEST ((size_t)1 << 30)

void stream_open_input(QEMUFile *f, uint8_t *bytes, size_t size)
{
    *f = (QEMUFile) { .bytes = bytes, .size = size };
}

void stream_open_output(QEMUFile *f)
{
    f->size = 0;
    f->at = 0;
    f->error = 0;
}

int qemu_file_get_error(QEMUFile *f)
{
    return f->error;
}

void qemu_file_set_error(QEMUFile *f, int error)
{
    if (f->error == 0) {
        f->error = error;
    }
}

VMSC_TRANSFERRED_TYPE VMSC_TRANSFERRED(QEMUFile *f)
{
    return f->size;
}

static uint8_t *room_for(QEMUFile *f, size_t more)
{
    uint8_t *to;

    if (more > LONGEST - f->size) {
        fprintf(stderr, "the stream grows beyond %zu bytes\n", LONGEST);
        abort();
    }
    if (more > f->capacity - f->size) {
        f->capacity = (f->size + more) * 2 + 4096;
        f->bytes = g_realloc(f->bytes, f->capacity);
    }
    to = f->bytes + f->size;
    f->size += more;
    return to;
}

void qemu_put_buffer(QEMUFile *f, const uint8_t *bytes, size_t size)
{
    if (f->error == 0) {
        memcpy(room_for(f, size), bytes, size);
    }
}

static void put_big_endian(QEMUFile *f, uint64_t value, int width)
{
    uint8_t *to;

    if (f->error != 0) {
        return;
    }
    to = room_for(f, width);
    while (width-- > 0) {
        *to++ = value >> (8 * width);
    }
}

void qemu_put_byte(QEMUFile *f, int value)
{
    put_big_endian(f, value, 1);
}

void qemu_put_be16(QEMUFile *f, unsigned int value)
{
    put_big_endian(f, value, 2);
}

void qemu_put_be32(QEMUFile *f, unsigned int value)
{
    put_big_endian(f, value, 4);
}

void qemu_put_be64(QEMUFile *f, uint64_t value)
{
    put_big_endian(f, value, 8);
}

size_t qemu_peek_buffer(QEMUFile *f, uint8_t **bytes, size_t size, size_t offset)
{
    size_t available = f->size - f->at;

    available = offset < available ? available - offset : 0;
    if (available < size) {
        qemu_file_set_error(f, -EIO);
        size = available;
    }
    *bytes = f->bytes + f->at + (size ? offset : 0);
    return size;
}

int qemu_peek_byte(QEMUFile *f, int offset)
{
    uint8_t *byte;

    return qemu_peek_buffer(f, &byte, 1, offset) ? *byte : 0;
}

void qemu_file_skip(QEMUFile *f, int size)
{
    if (f->at + size <= f->size) {
        f->at += size;
    }
}

size_t qemu_get_buffer(QEMUFile *f, uint8_t *to, size_t size)
{
    uint8_t *from;
    size_t available = qemu_peek_buffer(f, &from, size, 0);

    memcpy(to, from, available);
    f->at += available;
    return available;
}

static uint64_t get_big_endian(QEMUFile *f, int width)
{
    uint64_t value = 0;

    while (width-- > 0) {
        value = value << 8 | (uint64_t)qemu_get_byte(f);
    }
    return value;
}

int qemu_get_byte(QEMUFile *f)
{
    int value = qemu_peek_byte(f, 0);

    qemu_file_skip(f, 1);
    return value;
}

unsigned int qemu_get_be16(QEMUFile *f)
{
    return get_big_endian(f, 2);
}

unsigned int qemu_get_be32(QEMUFile *f)
{
    return get_big_endian(f, 4);
}

uint64_t qemu_get_be64(QEMUFile *f)
{
    return get_big_endian(f, 8);
}

#if VMSC_HAS_FD
/* No descriptor travels over a stream in memory; infos that need one are not offered. */
int qemu_file_put_fd(QEMUFile *f, int fd)
{
    return -ENOTSUP;
}

#if VMSC_GET_FD_HAS_POINTER
int qemu_file_get_fd(QEMUFile *f, int *fd)
{
    *fd = -1;
    return -ENOTSUP;
}
#else
int qemu_file_get_fd(QEMUFile *f)
{
    return -ENOTSUP;
}
#endif
#endif
