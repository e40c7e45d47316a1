/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The functions of described structs: their hooks, and whether a subsection is needed. */
#ifndef VMSC_HOOKS_H
#define VMSC_HOOKS_H

#include "json.h"

struct VMStateDescription;

typedef enum HookKind {
    PRE_LOAD,
    POST_LOAD,
    PRE_SAVE,
    POST_SAVE,
    PRE_LOAD_ERRP,
    POST_LOAD_ERRP,
    PRE_SAVE_ERRP,
    HOOK_KINDS,
} HookKind;

/* Bytes of a temporary object, and where its parent has them. */
typedef struct Range {
    size_t parent;
    size_t own;
    size_t length;
} Range;

#define MOST_COPIES 32

/* What a description says of its functions. */
typedef struct Hooks {
    const struct VMStateDescription *vmsd;
    bool present[HOOK_KINDS];
    int results[HOOK_KINDS];
    /* A temporary object starts with a pointer to its parent. */
    bool is_temporary;
    Range kept;
    Range copies[MOST_COPIES];
    size_t n_copies;
    /* A subsection may say by a byte that it is not needed. */
    bool is_optional;
    size_t needed;
} Hooks;

/* Reads one member of a description: hooks, tmp or needed. What this release lacks goes to *missing. */
void hooks_read(Json *json, const char *key, Hooks *hooks, const char **missing);
/* Gives the description its functions. When none are left, *missing says so. */
void hooks_install(const Hooks *hooks, struct VMStateDescription *vmsd, const char **missing);
void hooks_reset(void);

#endif
