/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "qemu/osdep.h"

#include "migration/vmstate.h"

#include "arena.h"
#include "describe.h"
#include "dialect.h"

/* Made from the release's own enum when the adapter is built. */
static const struct {
    const char *name;
    enum VMStateFlags value;
} flags[] = {
#define VMSC_FLAG(name) { #name, name },
#include "vmsc-flags.h"
#undef VMSC_FLAG
};

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
    VMSC_INFO(buffer),
    VMSC_INFO(unused_buffer),
    VMSC_INFO(uint8_equal),
    VMSC_INFO(uint16_equal),
    VMSC_INFO(int32_equal),
    VMSC_INFO(uint32_equal),
    VMSC_INFO(uint64_equal),
    VMSC_INFO(int32_le),
    VMSC_INFO(bitmap),
};

static Arena arena;

static const char *joined(const char *prefix, const char *name)
{
    size_t size = strlen(prefix) + strlen(name) + 1;
    char *text = arena_take(&arena, size);

    snprintf(text, size, "%s%s", prefix, name);
    return text;
}

static unsigned read_flags(Json *json, const char **missing)
{
    bool first = true;
    unsigned word = 0;

    while (json_element(json, &first)) {
        const char *name = json_string(json);
        size_t i = 0;

        while (i < G_N_ELEMENTS(flags) && strcmp(name, flags[i].name) != 0) {
            i++;
        }
        if (i == G_N_ELEMENTS(flags)) {
            *missing = name;
        } else {
            word |= flags[i].value;
        }
    }
    return word;
}

static const VMStateInfo *read_info(Json *json, const char **missing)
{
    const char *name;

    if (json_null(json)) {
        return NULL;
    }
    name = json_string(json);
    for (size_t i = 0; i < G_N_ELEMENTS(infos); i++) {
        if (strcmp(name, infos[i].name) == 0) {
            return infos[i].info;
        }
    }
    *missing = joined("info:", name);
    return NULL;
}

static void read_field(Json *json, VMStateField *field, const char **missing)
{
    bool first = true;
    char *key;

    memset(field, 0, sizeof(*field));
    while (json_member(json, &first, &key)) {
        if (json_is(key, "name")) {
            field->name = json_string(json);
        } else if (json_is(key, "offset")) {
            field->offset = json_integer(json, 0, INT64_MAX);
        } else if (json_is(key, "size")) {
            field->size = json_integer(json, 0, INT64_MAX);
        } else if (json_is(key, "flags")) {
            field->flags = read_flags(json, missing);
        } else if (json_is(key, "info")) {
            field->info = read_info(json, missing);
        } else if (json_is(key, "num")) {
            field->num = json_integer(json, INT_MIN, INT_MAX);
        } else if (json_is(key, "num_offset")) {
            field->num_offset = json_integer(json, 0, INT64_MAX);
        } else if (json_is(key, "size_offset")) {
            field->size_offset = json_integer(json, 0, INT64_MAX);
        } else if (json_is(key, "version_id")) {
            field->version_id = json_integer(json, INT_MIN, INT_MAX);
        } else if (json_is(key, "struct_version_id")) {
            field->struct_version_id = json_integer(json, INT_MIN, INT_MAX);
        } else if (json_is(key, "vmsd")) {
            field->vmsd = json_null(json) ? NULL : describe_read(json, missing);
        } else {
            json_fail(json, "bad request: unknown member '%s' of a field", key);
        }
    }
    if (!field->name) {
        json_fail(json, "bad request: a field without a name");
    }
}

typedef struct Listed {
    VMStateField field;
    struct Listed *next;
} Listed;

static const VMStateField *read_fields(Json *json, const char **missing)
{
    bool first = true;
    Listed *list = NULL;
    Listed **end = &list;
    size_t count = 0;
    VMStateField *fields;

    while (json_element(json, &first)) {
        Listed *item = arena_take(&arena, sizeof(*item));

        read_field(json, &item->field, missing);
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

const VMStateDescription *describe_read(Json *json, const char **missing)
{
    bool first = true;
    char *key;
    VMStateDescription *vmsd = arena_take(&arena, sizeof(*vmsd));

    memset(vmsd, 0, sizeof(*vmsd));
    while (json_member(json, &first, &key)) {
        if (json_is(key, "name")) {
            vmsd->name = json_string(json);
        } else if (json_is(key, "version_id")) {
            vmsd->version_id = json_integer(json, INT_MIN, INT_MAX);
        } else if (json_is(key, "minimum_version_id")) {
            vmsd->minimum_version_id = json_integer(json, INT_MIN, INT_MAX);
        } else if (json_is(key, "fields")) {
            vmsd->fields = read_fields(json, missing);
        } else {
            json_fail(json, "bad request: unknown member '%s' of a description", key);
        }
    }
    if (!vmsd->name || !vmsd->fields) {
        json_fail(json, "bad request: a description needs a name and fields");
    }
    return vmsd;
}

void describe_reset(void)
{
    arena_reset(&arena);
}

void describe_features(void (*tell)(const char *prefix, const char *name))
{
    for (size_t i = 0; i < G_N_ELEMENTS(flags); i++) {
        tell("", flags[i].name);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(infos); i++) {
        tell("info:", infos[i].name);
    }
}
