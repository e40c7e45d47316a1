/*
 * Tables of the layout of 8.0 to 10.1, of this suite's own making: what a
 * compiler and a linker make of them is read by compiled.test.ts.
 */
#include "tables.h"

static int get(void) { return 0; }
static int put(void) { return 1; }
static int dev_post_load(void *opaque, int version_id) { (void)opaque; return version_id - version_id; }
static bool extra_needed(void *opaque) { return opaque != NULL; }
static bool rings_exist(void *opaque, int version_id) { (void)opaque; return version_id > 1; }

const Info vmstate_info_uint32 = { .name = "uint32", .get = get, .put = put };
const Info vmstate_info_uint16 = { .name = "uint16", .get = get, .put = put };
static const Info own = { .name = "pci config", .get = get, .put = put };

static const Description ring = {
    .name = "ring", .version_id = 2, .minimum_version_id = 1,
    .fields = (const Field[]) {
        { .name = "n", .size = 4, .flags = 0x1, .info = &vmstate_info_uint32 },
        { .name = "slots", .offset = 8, .size = 2, .flags = 0x82, .num_offset = 6, .info = &vmstate_info_uint16 },
        { .flags = 0x10000 },
    },
};

static const Description extra = {
    .name = "dev/extra", .version_id = 1, .minimum_version_id = 1, .needed = extra_needed,
    .fields = (const Field[]) {
        { .name = "late", .offset = 96, .size = 4, .flags = 0x1, .info = &vmstate_info_uint32 },
        { .flags = 0x10000 },
    },
};

const Description vmstate_dev = {
    .name = "dev", .version_id = 3, .minimum_version_id = 1, .post_load = dev_post_load,
    .fields = (const Field[]) {
        { .name = "config", .size = 64, .flags = 0x20, .info = &own },
        { .name = "regs", .offset = 64, .size = 4, .num = 4, .flags = 0x4, .info = &vmstate_info_uint32, .version_id = 2 },
        { .name = "rings", .offset = 80, .size = 16, .num = 1, .flags = 0xc, .vmsd = &ring, .field_exists = rings_exist },
        { .flags = 0x10000 },
    },
    .subsections = (const Description *const[]) { &extra, NULL },
};

/* As util/module.c has it: the modules of a build have a symbol of this name. */
const char stamp[] = "qemu_stamp_00112233445566778899aabbccddeeff00112233";

const void *volatile kept;
void _start(void);
void _start(void) { kept = &vmstate_dev; }
