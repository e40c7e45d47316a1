/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a test that `show --as c` writes asks for when it is compiled with
 * VMSC_STANDALONE, outside of QEMU's tree.
 */
#ifndef VMSC_REPRODUCER_H
#define VMSC_REPRODUCER_H

void set_up(void);

/* Makes a timer that expires then, or, with a time below zero, is not pending. */
void set_timer(QEMUTimer *timer, int64_t expire_time);

/* Saves obj, appends the bytes to out and returns what the engine returns. */
int save_to(GByteArray *out, const VMStateDescription *vmsd, void *obj,
            Error **errp);

/*
 * Loads obj and returns what the engine returns. The bytes that the load
 * leaves in the stream go to rest, the error it leaves there to stream_error.
 */
int load_from(const GByteArray *stream, GByteArray *rest, int *stream_error,
              const VMStateDescription *vmsd, void *obj, Error **errp);

#endif
