/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What QEMU's files call and its monitor or options would provide: reports go to stderr. */
#include "qemu/osdep.h"

#include "qemu/error-report.h"

#include "report.h"

static char last[512];

const char *report_last(void)
{
    return last[0] ? last : NULL;
}

void report_forget(void)
{
    last[0] = '\0';
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
    vsnprintf(last, sizeof(last), format, arguments);
    fprintf(stderr, "%s\n", last);
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
