/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * vmstate_check, which the builder takes out of the tree's migration/savevm.c.
 * Its assertions lead back here instead of ending the process.
 */
#include "qemu/osdep.h"

#include "migration/vmstate.h"
#include "qemu/error-report.h"

#include "check.h"
#include "vmsc-tree.h"

#include <setjmp.h>

#if VMSC_HAS_CHECK

static jmp_buf failed;
static const char *asserted;

static void fail(const char *what) __attribute__((noreturn));

static void fail(const char *what)
{
    asserted = what;
    longjmp(failed, 1);
}

#undef assert
#undef g_assert_not_reached
#define assert(holds) ((holds) ? (void)0 : fail(#holds))
#define g_assert_not_reached() fail("not reached")

#include "vmsc-check.c"

bool check_description(const VMStateDescription *vmsd, const char **reason)
{
    asserted = NULL;
    if (setjmp(failed) == 0) {
        vmstate_check(vmsd);
    }
    *reason = asserted;
    return true;
}

#else

bool check_description(const VMStateDescription *vmsd, const char **reason)
{
    return false;
}

#endif
