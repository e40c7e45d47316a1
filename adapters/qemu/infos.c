/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "qemu/osdep.h"

#include "migration/vmstate.h"

#include "dialect.h"
#include "failing.h"
#include "infos.h"
#include "vmsc-tree.h"

#define VMSC_INFO(name) { #name, &vmstate_info_##name }
static const struct {
    const char *name;
    const VMStateInfo *info;
} infos[] = {
    VMSC_INFO(bool),
    VMSC_INFO(int8),
    VMSC_INFO(uint8),
    VMSC_INFO(int16),
    VMSC_INFO(uint16),
    VMSC_INFO(int32),
    VMSC_INFO(uint32),
    VMSC_INFO(int64),
    VMSC_INFO(uint64),
    VMSC_INFO(cpudouble),
    VMSC_INFO(buffer),
    VMSC_INFO(unused_buffer),
    VMSC_INFO(uint8_equal),
    VMSC_INFO(uint16_equal),
    VMSC_INFO(int32_equal),
    VMSC_INFO(uint32_equal),
    VMSC_INFO(uint64_equal),
    VMSC_INFO(int32_le),
    VMSC_INFO(bitmap),
    VMSC_INFO(tmp),
    VMSC_INFO(qtailq),
    VMSC_INFO(qlist),
    VMSC_INFO(gtree),
#if VMSC_HAS_BYTE_ARRAY
    VMSC_INFO(g_byte_array),
#endif
#if VMSC_HAS_TIMER
    VMSC_INFO(timer),
#endif
    VMSC_INFO(failing),
};

const VMStateInfo *info_named(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(infos); i++) {
        if (strcmp(name, infos[i].name) == 0) {
            return infos[i].info;
        }
    }
    return NULL;
}

int info_integer(const VMStateInfo *info)
{
    static const struct {
        const VMStateInfo *info;
        int width;
    } integers[] = {
        { &vmstate_info_int8, -1 },  { &vmstate_info_uint8, 1 },
        { &vmstate_info_int16, -2 }, { &vmstate_info_uint16, 2 },
        { &vmstate_info_int32, -4 }, { &vmstate_info_uint32, 4 },
        { &vmstate_info_int64, -8 }, { &vmstate_info_uint64, 8 },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(integers); i++) {
        if (info == integers[i].info) {
            return integers[i].width;
        }
    }
    return 0;
}

void infos_list(void (*tell)(const char *prefix, const char *name))
{
    for (size_t i = 0; i < G_N_ELEMENTS(infos); i++) {
        tell("info:", infos[i].name);
    }
}
