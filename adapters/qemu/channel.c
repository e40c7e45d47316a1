/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The channel below a QEMUFile: a piece of memory. */
#include "qemu/osdep.h"

#include "qemu/iov.h"
#include "qemu/madvise.h"

#include "io/channel.h"

/* A save that outgrows this runs wild: it reads memory that is not the device's. */
#define LONGEST ((size_t)1 << 30)

static ssize_t read_some(QIOChannel *channel, void *to, size_t size)
{
    size_t left = channel->size - channel->at;

    size = MIN(MIN(size, left), channel->chunk);
    memcpy(to, channel->bytes + channel->at, size);
    channel->at += size;
    return size;
}

ssize_t qio_channel_read(QIOChannel *channel, char *to, size_t size, Error **errp)
{
    return read_some(channel, to, size);
}

ssize_t qio_channel_readv_full(QIOChannel *channel, const struct iovec *iov, size_t count,
                               int **fds, size_t *fd_count, int flags, Error **errp)
{
    return count == 0 ? 0 : read_some(channel, iov[0].iov_base, iov[0].iov_len);
}

static void append(QIOChannel *channel, const struct iovec *iov)
{
    if (iov->iov_len > LONGEST - channel->size) {
        fprintf(stderr, "the stream grows beyond %zu bytes\n", LONGEST);
        abort();
    }
    if (iov->iov_len > channel->capacity - channel->size) {
        channel->capacity = (channel->size + iov->iov_len) * 2 + 4096;
        channel->bytes = g_realloc(channel->bytes, channel->capacity);
    }
    memcpy(channel->bytes + channel->size, iov->iov_base, iov->iov_len);
    channel->size += iov->iov_len;
}

int qio_channel_writev_all(QIOChannel *channel, const struct iovec *iov, size_t count,
                           Error **errp)
{
    for (size_t i = 0; i < count; i++) {
        append(channel, &iov[i]);
    }
    return 0;
}

bool qio_channel_has_feature(QIOChannel *channel, QIOChannelFeature feature)
{
    return false;
}

int qio_channel_close(QIOChannel *channel, Error **errp)
{
    return 0;
}

void object_ref(void *channel)
{
}

void object_unref(void *channel)
{
}

/* QEMU's own, of util/iov.c, lives among sockets. */
size_t iov_size(const struct iovec *iov, const unsigned int count)
{
    size_t size = 0;

    for (unsigned int i = 0; i < count; i++) {
        size += iov[i].iov_len;
    }
    return size;
}

static G_NORETURN void never(const char *what)
{
    fprintf(stderr, "%s on a stream in memory\n", what);
    abort();
}

int qemu_madvise(void *start, size_t size, int advice)
{
    never("madvise");
}

ssize_t qio_channel_writev_full(QIOChannel *channel, const struct iovec *iov, size_t count,
                                int *fds, size_t fd_count, int flags, Error **errp)
{
    never("a file descriptor");
}

ssize_t qio_channel_pwrite(QIOChannel *channel, char *bytes, size_t size, off_t at, Error **errp)
{
    never("pwrite");
}

ssize_t qio_channel_pread(QIOChannel *channel, char *bytes, size_t size, off_t at, Error **errp)
{
    never("pread");
}

int qio_channel_pwrite_all(QIOChannel *channel, const void *bytes, size_t size, off_t at,
                           Error **errp)
{
    never("pwrite");
}

int qio_channel_pread_all(QIOChannel *channel, void *bytes, size_t size, off_t at, Error **errp)
{
    never("pread");
}

off_t qio_channel_io_seek(QIOChannel *channel, off_t offset, int whence, Error **errp)
{
    never("seek");
}

int qio_channel_shutdown(QIOChannel *channel, QIOChannelShutdown how, Error **errp)
{
    never("shutdown");
}

int qio_channel_set_blocking(QIOChannel *channel, bool enabled, Error **errp)
{
    never("set_blocking");
}

bool qemu_in_coroutine(void)
{
    return false;
}

void qio_channel_yield(QIOChannel *channel, int condition)
{
    never("yield");
}

void qio_channel_wait(QIOChannel *channel, int condition)
{
    never("wait");
}

void qio_channel_wait_cond(QIOChannel *channel, int condition)
{
    never("wait");
}
