/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "qemu/osdep.h"

#include "migration/vmstate.h"
#include "qapi/error.h"

#include "calls.h"
#include "dialect.h"
#include "hooks.h"
#include "pool.h"

static const char *const names[HOOK_KINDS] = {
    [PRE_LOAD] = "pre_load", [POST_LOAD] = "post_load",
    [PRE_SAVE] = "pre_save", [POST_SAVE] = "post_save",
    [PRE_LOAD_ERRP] = "pre_load_errp", [POST_LOAD_ERRP] = "post_load_errp",
    [PRE_SAVE_ERRP] = "pre_save_errp",
};

#define MOST 256
static Hooks installed[MOST];
static size_t used;

/* A temporary object gets what it holds from its parent, and hands it back after a load. */
static void copy_range(const Range *range, bool back, uint8_t *object, uint8_t *parent)
{
    uint8_t *own = object + range->own;

    parent += range->parent;
    memcpy(back ? parent : own, back ? own : parent, range->length);
}

static void copy(const Hooks *hooks, HookKind kind, void *opaque)
{
    bool back = kind == POST_LOAD || kind == POST_LOAD_ERRP;
    uint8_t *parent;

    memcpy(&parent, opaque, sizeof(parent));
    copy_range(&hooks->kept, back, opaque, parent);
    for (size_t i = 0; i < hooks->n_copies; i++) {
        copy_range(&hooks->copies[i], back, opaque, parent);
    }
}

static int call(size_t n, HookKind kind, void *opaque, const int *version)
{
    const Hooks *hooks = &installed[n];

    calls_tell(names[kind], hooks->vmsd->name, NULL, version, opaque);
    if (hooks->is_temporary && kind != POST_SAVE) {
        copy(hooks, kind, opaque);
    }
    return hooks->results[kind];
}

static bool is_needed(size_t n, void *opaque)
{
    const Hooks *hooks = &installed[n];

    calls_tell("needed", hooks->vmsd->name, NULL, NULL, opaque);
    return ((const uint8_t *)opaque)[hooks->needed] != 0;
}

#define DEFINE(n)                                                                                  \
    static int pre_load_##n(void *opaque)                                                          \
    {                                                                                              \
        return call(n, PRE_LOAD, opaque, NULL);                                                    \
    }                                                                                              \
    static int post_load_##n(void *opaque, int version_id)                                         \
    {                                                                                              \
        return call(n, POST_LOAD, opaque, &version_id);                                            \
    }                                                                                              \
    static int pre_save_##n(void *opaque)                                                          \
    {                                                                                              \
        return call(n, PRE_SAVE, opaque, NULL);                                                    \
    }                                                                                              \
    static VMSC_POST_SAVE_TYPE post_save_##n(void *opaque)                                         \
    {                                                                                              \
        return (VMSC_POST_SAVE_TYPE)call(n, POST_SAVE, opaque, NULL);                              \
    }                                                                                              \
    static bool needed_##n(void *opaque)                                                           \
    {                                                                                              \
        return is_needed(n, opaque);                                                               \
    }
VMSC_PLAIN
VMSC_256(DEFINE, 0x)
VMSC_PLAIN_END

#if VMSC_HAS_ERRP_HOOKS
static VMSC_ERRP_HOOK_TYPE call_errp(size_t n, HookKind kind, void *opaque, const int *version,
                                     Error **errp)
{
    bool done = call(n, kind, opaque, version);

    if (!done) {
        error_setg(errp, "%s of %s returned false", names[kind], installed[n].vmsd->name);
    }
    return VMSC_ERRP_RESULT(done);
}

#define DEFINE_ERRP(n)                                                                             \
    static VMSC_ERRP_HOOK_TYPE pre_load_errp_##n(void *opaque, Error **errp)                       \
    {                                                                                              \
        return call_errp(n, PRE_LOAD_ERRP, opaque, NULL, errp);                                    \
    }                                                                                              \
    static VMSC_ERRP_HOOK_TYPE post_load_errp_##n(void *opaque, int version_id, Error **errp)      \
    {                                                                                              \
        return call_errp(n, POST_LOAD_ERRP, opaque, &version_id, errp);                            \
    }                                                                                              \
    static VMSC_ERRP_HOOK_TYPE pre_save_errp_##n(void *opaque, Error **errp)                       \
    {                                                                                              \
        return call_errp(n, PRE_SAVE_ERRP, opaque, NULL, errp);                                    \
    }
VMSC_PLAIN
VMSC_256(DEFINE_ERRP, 0x)
VMSC_PLAIN_END
#define ERRP_ENTRIES(n)                                                                            \
    .pre_load_errp = pre_load_errp_##n, .post_load_errp = post_load_errp_##n,                      \
    .pre_save_errp = pre_save_errp_##n,
#else
#define ERRP_ENTRIES(n)
#endif

/* Of each description only the functions count here. */
#define ENTRY(n)                                                                                   \
    {                                                                                              \
        .pre_load = pre_load_##n, .post_load = post_load_##n, .pre_save = pre_save_##n,            \
        .post_save = post_save_##n, .needed = needed_##n, ERRP_ENTRIES(n)                          \
    },
static const VMStateDescription functions[MOST] = { VMSC_256(ENTRY, 0x) };

void hooks_install(const Hooks *hooks, VMStateDescription *vmsd, const char **missing)
{
    const VMStateDescription *own = &functions[used];
    const bool *present = hooks->present;
    bool copies = hooks->is_temporary;

    if (used == MOST) {
        *missing = "part:hooks:too-many";
        return;
    }
    installed[used++] = *hooks;
    vmsd->pre_load = present[PRE_LOAD] || copies ? own->pre_load : NULL;
    vmsd->post_load = present[POST_LOAD] || copies ? own->post_load : NULL;
    vmsd->pre_save = present[PRE_SAVE] || copies ? own->pre_save : NULL;
    vmsd->post_save = present[POST_SAVE] ? own->post_save : NULL;
    vmsd->needed = hooks->is_optional ? own->needed : NULL;
#if VMSC_HAS_ERRP_HOOKS
    vmsd->pre_load_errp = present[PRE_LOAD_ERRP] ? own->pre_load_errp : NULL;
    vmsd->post_load_errp = present[POST_LOAD_ERRP] ? own->post_load_errp : NULL;
    vmsd->pre_save_errp = present[PRE_SAVE_ERRP] ? own->pre_save_errp : NULL;
#endif
}

static HookKind read_kind(Json *json, const char *key)
{
    int kind = 0;

    while (kind < HOOK_KINDS && strcmp(key, names[kind]) != 0) {
        kind++;
    }
    if (kind == HOOK_KINDS) {
        json_fail(json, "bad request: unknown hook '%s'", key);
    }
    return kind;
}

static void read_hooks(Json *json, Hooks *hooks, const char **missing)
{
    static const char *const unknown[HOOK_KINDS] = {
        [PRE_LOAD_ERRP] = "hook:pre_load_errp", [POST_LOAD_ERRP] = "hook:post_load_errp",
        [PRE_SAVE_ERRP] = "hook:pre_save_errp",
    };
    bool first = true;
    char *key;

    while (json_member(json, &first, &key)) {
        HookKind kind = read_kind(json, key);
        bool is_errp = kind >= PRE_LOAD_ERRP;

        hooks->present[kind] = true;
        hooks->results[kind] = is_errp ? json_boolean(json) : json_integer(json, INT_MIN, INT_MAX);
        if (is_errp && !VMSC_HAS_ERRP_HOOKS) {
            *missing = unknown[kind];
        }
    }
}

static void read_range(Json *json, const char *key, Range *range)
{
    size_t *number = json_is(key, "parent") ? &range->parent
                   : json_is(key, "tmp") ? &range->own
                   : json_is(key, "length") ? &range->length : NULL;

    if (!number) {
        json_fail(json, "bad request: unknown member '%s' of a tmp", key);
    }
    *number = json_integer(json, 0, INT64_MAX);
}

static void read_copies(Json *json, Hooks *hooks, const char **missing)
{
    bool first = true;
    Range more;

    while (json_element(json, &first)) {
        bool fits = hooks->n_copies < MOST_COPIES;
        Range *range = fits ? &hooks->copies[hooks->n_copies++] : &more;
        bool first_number = true;
        char *key;

        if (!fits) {
            *missing = "part:tmp-copies:too-many";
        }
        while (json_member(json, &first_number, &key)) {
            read_range(json, key, range);
        }
    }
}

static void read_temporary(Json *json, Hooks *hooks, const char **missing)
{
    bool first = true;
    char *key;

    hooks->is_temporary = true;
    while (json_member(json, &first, &key)) {
        if (json_is(key, "copies")) {
            read_copies(json, hooks, missing);
        } else {
            read_range(json, key, &hooks->kept);
        }
    }
}

void hooks_read(Json *json, const char *key, Hooks *hooks, const char **missing)
{
    if (json_is(key, "hooks")) {
        read_hooks(json, hooks, missing);
    } else if (json_is(key, "tmp")) {
        read_temporary(json, hooks, missing);
    } else if (json_is(key, "needed")) {
        hooks->is_optional = true;
        hooks->needed = json_integer(json, 0, INT64_MAX);
    } else {
        json_fail(json, "bad request: unknown member '%s' of a description", key);
    }
}

void hooks_reset(void)
{
    used = 0;
}
