/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What QEMU's files call and its monitor or options would provide: reports go to stderr. */
#include "qemu/osdep.h"

#include "qemu/error-report.h"

#include "report.h"

static GPtrArray *reported;

size_t reports_count(void)
{
    return reported ? reported->len : 0;
}

const char *report_at(size_t index)
{
    return g_ptr_array_index(reported, index);
}

void report_forget(void)
{
    if (reported) {
        g_ptr_array_set_size(reported, 0);
    }
}

static void report(const char *prefix, const char *format, va_list arguments)
{
    fputs(prefix, stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
}

int error_vprintf(const char *format, va_list arguments)
{
    return vfprintf(stderr, format, arguments);
}

int error_printf(const char *format, ...)
{
    va_list arguments;
    int written;

    va_start(arguments, format);
    written = vfprintf(stderr, format, arguments);
    va_end(arguments);
    return written;
}

void error_vreport(const char *format, va_list arguments)
{
    char *text = g_strdup_vprintf(format, arguments);

    fprintf(stderr, "%s\n", text);
    if (!reported) {
        reported = g_ptr_array_new_with_free_func(g_free);
    }
    g_ptr_array_add(reported, text);
}

void warn_vreport(const char *format, va_list arguments)
{
    report("warning: ", format, arguments);
}

void info_vreport(const char *format, va_list arguments)
{
    report("info: ", format, arguments);
}

#define REPORT(name)                                                                               \
    void name##_report(const char *format, ...)                                                    \
    {                                                                                              \
        va_list arguments;                                                                         \
                                                                                                   \
        va_start(arguments, format);                                                               \
        name##_vreport(format, arguments);                                                         \
        va_end(arguments);                                                                         \
    }

REPORT(error)
REPORT(warn)
REPORT(info)
