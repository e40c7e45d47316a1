/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "qemu/osdep.h"

#include "migration/vmstate.h"

#include "arena.h"
#include "describe.h"
#include "dialect.h"
#include "exists.h"
#include "failing.h"
#include "hooks.h"
#include "infos.h"

/* Made from the release's own enum when the adapter is built. */
static const struct {
    const char *name;
    enum VMStateFlags value;
} flags[] = {
#define VMSC_FLAG(name) { #name, name },
#include "vmsc-flags.h"
#undef VMSC_FLAG
};

/*
 * A tree has a flag for each type of count, or one for all and the count's
 * width beside it. A request may speak either way to either.
 */
static const struct {
    const char *name;
    int width;
} counted[] = {
    { "VMS_VARRAY_INT32", 4 }, { "VMS_VARRAY_UINT32", 4 },
    { "VMS_VARRAY_UINT16", 2 }, { "VMS_VARRAY_UINT8", 1 },
};
#define ANY_COUNT "VMS_VARRAY"

/* Where such a member may lie. */
#if VMSC_HAS_INDIRECT
#define VMSC_LAST_OFFSET UINT32_MAX
#else
#define VMSC_LAST_OFFSET INT64_MAX
#endif

/* What a field says of the members that hold its count and its size; a width of 0: nothing. */
typedef struct Counts {
    size_t num_offset, size_offset;
    int num_width, size_width;
    /* Its flag is for a count of any width. */
    bool is_any;
} Counts;

static Arena arena;

static const char *joined(const char *prefix, const char *name)
{
    size_t size = strlen(prefix) + strlen(name) + 1;
    char *text = arena_take(&arena, size);

    snprintf(text, size, "%s%s", prefix, name);
    return text;
}

/* The tree's flag of this name; 0: it has none. */
static unsigned flag_named(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(flags); i++) {
        if (strcmp(name, flags[i].name) == 0) {
            return flags[i].value;
        }
    }
    return 0;
}

/* The width that the name of a flag says; 0: none. */
static int width_named(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(counted); i++) {
        if (strcmp(name, counted[i].name) == 0) {
            return counted[i].width;
        }
    }
    return 0;
}

static unsigned read_flags(Json *json, Counts *counts, const char **missing)
{
    bool first = true;
    unsigned word = 0;

    while (json_element(json, &first)) {
        const char *name = json_string(json);
        unsigned flag = flag_named(name);
        int width = width_named(name);

        /* A width that is said goes before that of the flag's name. */
        if (!counts->num_width) {
            counts->num_width = width;
        }
        if (!flag && width) {
            flag = flag_named(ANY_COUNT);
        }
        if (flag) {
            word |= flag;
        } else if (strcmp(name, ANY_COUNT) == 0) {
            counts->is_any = true;
        } else {
            *missing = name;
        }
    }
    return word;
}

static int read_width(Json *json)
{
    int width = json_integer(json, 1, 8);

    if (width & (width - 1)) {
        json_fail(json, "bad request: a width must be 1, 2, 4 or 8");
    }
    return width;
}

/* The flag for a count of this width, in a tree that has no flag for all. */
static unsigned flag_of_width(int width)
{
    return width == 4 ? flag_named("VMS_VARRAY_UINT32")
         : width == 2 ? flag_named("VMS_VARRAY_UINT16")
         : width == 1 ? flag_named("VMS_VARRAY_UINT8") : 0;
}

static void set_counts(VMStateField *field, const Counts *counts, const char **missing)
{
    if (counts->is_any) {
        unsigned flag = flag_of_width(counts->num_width);

        field->flags |= flag;
        if (!flag) {
            *missing = ANY_COUNT;
        }
    }
#if VMSC_HAS_INDIRECT
    field->num_indirect.offset = counts->num_offset;
    field->num_indirect.size = counts->num_width;
    field->size_indirect.offset = counts->size_offset;
    field->size_indirect.size = counts->size_width ? counts->size_width
                              : field->flags & VMS_VBUFFER || counts->size_offset ? sizeof(int32_t) : 0;
#else
    field->num_offset = counts->num_offset;
    field->size_offset = counts->size_offset;
#endif
}

static const VMStateInfo *read_info(Json *json, const char **missing)
{
    const char *name;
    const VMStateInfo *info;

    if (json_null(json)) {
        return NULL;
    }
    name = json_string(json);
    info = info_named(name);
    if (!info) {
        *missing = joined("info:", name);
    }
    return info;
}

/* QEMU's macros give a tree's field an array of two: the value's description, and the key's. */
static const VMStateDescription *pair(const VMStateDescription *value,
                                      const VMStateDescription *key)
{
    VMStateDescription *both = arena_take(&arena, 2 * sizeof(*both));

    memcpy(&both[0], value, sizeof(*both));
    memcpy(&both[1], key, sizeof(*both));
    return both;
}

static void read_field(Json *json, const VMStateDescription *of, VMStateField *field,
                       const char **missing)
{
    bool first = true;
    char *key;
    const VMStateDescription *key_vmsd = NULL;
    Counts counts = { 0 };

    memset(field, 0, sizeof(*field));
    while (json_member(json, &first, &key)) {
        if (json_is(key, "name")) {
            field->name = json_string(json);
        } else if (json_is(key, "offset")) {
            field->offset = json_integer(json, 0, INT64_MAX);
        } else if (json_is(key, "size")) {
            field->size = json_integer(json, 0, INT64_MAX);
        } else if (json_is(key, "flags")) {
            field->flags = read_flags(json, &counts, missing);
        } else if (json_is(key, "info")) {
            field->info = read_info(json, missing);
        } else if (json_is(key, "num")) {
            field->num = json_integer(json, INT_MIN, INT_MAX);
        } else if (json_is(key, "num_offset")) {
            counts.num_offset = json_integer(json, 0, VMSC_LAST_OFFSET);
        } else if (json_is(key, "num_width")) {
            counts.num_width = read_width(json);
        } else if (json_is(key, "size_offset")) {
            counts.size_offset = json_integer(json, 0, VMSC_LAST_OFFSET);
        } else if (json_is(key, "size_width")) {
            counts.size_width = read_width(json);
        } else if (json_is(key, "version_id")) {
            field->version_id = json_integer(json, INT_MIN, INT_MAX);
        } else if (json_is(key, "struct_version_id")) {
            field->struct_version_id = json_integer(json, INT_MIN, INT_MAX);
        } else if (json_is(key, "start")) {
            field->start = json_integer(json, 0, INT64_MAX);
        } else if (json_is(key, "vmsd")) {
            field->vmsd = json_null(json) ? NULL : describe_read(json, missing);
        } else if (json_is(key, "key_vmsd")) {
            key_vmsd = json_null(json) ? NULL : describe_read(json, missing);
        } else if (json_is(key, "results")) {
            failing_read(json, field, missing);
        } else if (json_is(key, "field_exists")) {
            exists_read(json, of, field, missing);
        } else {
            json_fail(json, "bad request: unknown member '%s' of a field", key);
        }
    }
    if (!field->name) {
        json_fail(json, "bad request: a field without a name");
    }
    set_counts(field, &counts, missing);
    if (field->vmsd && key_vmsd) {
        field->vmsd = pair(field->vmsd, key_vmsd);
    }
}

typedef struct Listed {
    VMStateField field;
    struct Listed *next;
} Listed;

static const VMStateField *read_fields(Json *json, const VMStateDescription *of,
                                       const char **missing)
{
    bool first = true;
    Listed *list = NULL;
    Listed **end = &list;
    size_t count = 0;
    VMStateField *fields;

    while (json_element(json, &first)) {
        Listed *item = arena_take(&arena, sizeof(*item));

        read_field(json, of, &item->field, missing);
        item->next = NULL;
        *end = item;
        end = &item->next;
        count++;
    }
    fields = arena_take(&arena, (count + 1) * sizeof(VMStateField));
    for (size_t i = 0; i < count; i++, list = list->next) {
        fields[i] = list->field;
    }
    memset(&fields[count], 0, sizeof(VMStateField));
    fields[count].flags = VMSC_END_FLAG;
    return fields;
}

typedef struct ListedPart {
    const VMStateDescription *vmsd;
    struct ListedPart *next;
} ListedPart;

static const VMStateDescription **read_subsections(Json *json, const char **missing)
{
    bool first = true;
    ListedPart *list = NULL;
    ListedPart **end = &list;
    size_t count = 0;
    const VMStateDescription **parts;

    while (json_element(json, &first)) {
        ListedPart *item = arena_take(&arena, sizeof(*item));

        *item = (ListedPart) { .vmsd = describe_read(json, missing) };
        *end = item;
        end = &item->next;
        count++;
    }
    parts = arena_take(&arena, (count + 1) * sizeof(*parts));
    for (size_t i = 0; i < count; i++, list = list->next) {
        parts[i] = list->vmsd;
    }
    parts[count] = NULL;
    return parts;
}

const VMStateDescription *describe_read(Json *json, const char **missing)
{
    bool first = true;
    char *key;
    VMStateDescription *vmsd = arena_take(&arena, sizeof(*vmsd));
    Hooks hooks = { .vmsd = vmsd };
    bool is_hooked = false;

    memset(vmsd, 0, sizeof(*vmsd));
    while (json_member(json, &first, &key)) {
        if (json_is(key, "name")) {
            vmsd->name = json_string(json);
        } else if (json_is(key, "version_id")) {
            vmsd->version_id = json_integer(json, INT_MIN, INT_MAX);
        } else if (json_is(key, "minimum_version_id")) {
            vmsd->minimum_version_id = json_integer(json, INT_MIN, INT_MAX);
        } else if (json_is(key, "fields")) {
            vmsd->fields = read_fields(json, vmsd, missing);
        } else if (json_is(key, "subsections")) {
            vmsd->subsections = read_subsections(json, missing);
        } else {
            hooks_read(json, key, &hooks, missing);
            is_hooked = true;
        }
    }
    if (!vmsd->name || !vmsd->fields) {
        json_fail(json, "bad request: a description needs a name and fields");
    }
    if (is_hooked) {
        hooks_install(&hooks, vmsd, missing);
    }
    return vmsd;
}

void describe_reset(void)
{
    arena_reset(&arena);
    exists_reset();
    failing_reset();
    hooks_reset();
}

void describe_features(void (*tell)(const char *prefix, const char *name))
{
    for (size_t i = 0; i < G_N_ELEMENTS(flags); i++) {
        tell("", flags[i].name);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(counted); i++) {
        if (!flag_named(counted[i].name)) {
            tell("", counted[i].name);
        }
    }
    infos_list(tell);
    tell("part:", "field_exists");
    tell("part:", "hooks");
    tell("part:", "subsections");
    tell("part:", "tmp-copies");
    tell("part:", "widths");
}
