/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What migration/qemu-file.c asks of a channel, without QOM. stream.c has the
 * one channel there is: it reads from, or writes to, a piece of memory.
 */
#ifndef VMSC_IO_CHANNEL_H
#define VMSC_IO_CHANNEL_H

#include <sys/uio.h>

#include "qapi/error.h"

typedef struct QIOChannel {
    const char *name;
    uint8_t *bytes;
    size_t size;
    size_t at; /* of the next byte to read */
    size_t capacity;
    size_t chunk; /* the most bytes that one read gives */
} QIOChannel;

typedef enum QIOChannelFeature {
    QIO_CHANNEL_FEATURE_FD_PASS,
    QIO_CHANNEL_FEATURE_SHUTDOWN,
    QIO_CHANNEL_FEATURE_SEEKABLE,
} QIOChannelFeature;

typedef enum QIOChannelShutdown { QIO_CHANNEL_SHUTDOWN_BOTH } QIOChannelShutdown;

#define QIO_CHANNEL_ERR_BLOCK (-2)
#define QIO_CHANNEL_READ_FLAG_FD_PRESERVE_BLOCKING 0

/* Before 10: reads of one piece. */
ssize_t qio_channel_read(QIOChannel *channel, char *to, size_t size, Error **errp);
ssize_t qio_channel_readv_full(QIOChannel *channel, const struct iovec *iov, size_t count,
                               int **fds, size_t *fd_count, int flags, Error **errp);
int qio_channel_writev_all(QIOChannel *channel, const struct iovec *iov, size_t count,
                           Error **errp);

/* None of these is ever called on a piece of memory: it has no such feature. */
bool qio_channel_has_feature(QIOChannel *channel, QIOChannelFeature feature);
ssize_t qio_channel_writev_full(QIOChannel *channel, const struct iovec *iov, size_t count,
                                int *fds, size_t fd_count, int flags, Error **errp);
ssize_t qio_channel_pwrite(QIOChannel *channel, char *bytes, size_t size, off_t at, Error **errp);
ssize_t qio_channel_pread(QIOChannel *channel, char *bytes, size_t size, off_t at, Error **errp);
int qio_channel_pwrite_all(QIOChannel *channel, const void *bytes, size_t size, off_t at,
                           Error **errp);
int qio_channel_pread_all(QIOChannel *channel, void *bytes, size_t size, off_t at, Error **errp);
off_t qio_channel_io_seek(QIOChannel *channel, off_t offset, int whence, Error **errp);
int qio_channel_shutdown(QIOChannel *channel, QIOChannelShutdown how, Error **errp);
int qio_channel_set_blocking(QIOChannel *channel, bool enabled, Error **errp);
bool qemu_in_coroutine(void);
void qio_channel_yield(QIOChannel *channel, int condition);
void qio_channel_wait(QIOChannel *channel, int condition);
void qio_channel_wait_cond(QIOChannel *channel, int condition);

int qio_channel_close(QIOChannel *channel, Error **errp);
void object_ref(void *channel);
void object_unref(void *channel);

#endif
