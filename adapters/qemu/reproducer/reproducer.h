/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a test that `show --as c` writes asks for when it is compiled with
 * VMSC_STANDALONE, outside of QEMU's tree.
 */
#ifndef VMSC_REPRODUCER_H
#define VMSC_REPRODUCER_H

void set_up(void);

/* Saves obj and appends the bytes to out. */
void save_to(GByteArray *out, const VMStateDescription *vmsd, void *obj);

/*
 * Loads obj and returns what the engine returns. The bytes that the load
 * leaves in the stream go to rest.
 */
int load_from(const uint8_t *bytes, size_t size, GByteArray *rest,
              const VMStateDescription *vmsd, void *obj, Error **errp);

#endif
