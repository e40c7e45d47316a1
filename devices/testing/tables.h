/* The types of the tables of 8.0 to 10.1, as far as readers need them. */
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
