/* A module whose device has a device of tables.c in it. */
#include "tables.h"

extern const Info vmstate_info_uint32;
extern const Description vmstate_dev;
extern const Description vmstate_gone;

const Description vmstate_card = {
    .name = "card", .version_id = 1, .minimum_version_id = 1,
    .fields = (const Field[]) {
        { .name = "parent", .size = 128, .flags = 0x8, .vmsd = &vmstate_dev },
        { .name = "mode", .offset = 128, .size = 4, .flags = 0x1, .info = &vmstate_info_uint32 },
        { .flags = 0x10000 },
    },
    .subsections = (const Description *const[]) { &vmstate_gone, NULL },
};

void qemu_stamp_00112233445566778899aabbccddeeff00112233(void);
void qemu_stamp_00112233445566778899aabbccddeeff00112233(void) {}
