/*
 * Tables of the layout of 8.0 to 10.1, of this suite's own making: what a
 * compiler and a linker make of them is read by compiled.test.ts.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Info {
    const char *name;
    int (*get)(void);
    int (*put)(void);
} Info;

typedef struct Description Description;

typedef struct Field {
    const char *name;
    const char *err_hint;
    size_t offset;
    size_t size;
    size_t start;
    int num;
    size_t num_offset;
    size_t size_offset;
    const Info *info;
    int flags;
    const Description *vmsd;
    int version_id;
    int struct_version_id;
    bool (*field_exists)(void *opaque, int version_id);
} Field;

struct Description {
    const char *name;
    bool unmigratable;
    bool early_setup;
    int version_id;
    int minimum_version_id;
    int priority;
    int (*pre_load)(void *opaque);
    int (*post_load)(void *opaque, int version_id);
    int (*pre_save)(void *opaque);
    int (*post_save)(void *opaque);
    bool (*needed)(void *opaque);
    bool (*dev_unplug_pending)(void *opaque);
    const Field *fields;
    const Description *const *subsections;
};

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

const void *volatile kept;
void _start(void);
void _start(void) { kept = &vmstate_dev; }
