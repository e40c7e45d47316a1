/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "response.h"

#include <glib.h>

#include "calls.h"
#include "engine.h"
#include "memory.h"
#include "output.h"
#include "stream.h"

void respond(const Request *request, const char *status)
{
    out_text("{\"id\":");
    out_integer(request->id);
    out_text(",\"status\":\"");
    out_text(status);
    out_text("\"");
}

void member_integer(const char *name, int64_t value)
{
    out_text(",\"");
    out_text(name);
    out_text("\":");
    out_integer(value);
}

void member_string(const char *name, const char *value)
{
    out_text(",\"");
    out_text(name);
    out_text("\":");
    out_string(value);
}

void member_null(const char *name)
{
    out_text(",\"");
    out_text(name);
    out_text("\":null");
}

void member_stream(const char *name, struct QEMUFile *stream)
{
    size_t size;
    const uint8_t *bytes = stream_written(stream, &size);

    out_text(",\"");
    out_text(name);
    out_text("\":\"");
    out_hex(bytes, size);
    out_text("\"");
}

void member_memory(void)
{
    out_text(",\"memory\":");
    memory_write();
}

void member_measured(void)
{
    size_t count;
    const Measured *measured = engine_measured(&count);

    out_text(",\"measured\":[");
    for (size_t i = 0; i < count; i++) {
        out_text(i == 0 ? "[" : ",[");
        out_integer(measured[i].count);
        out_text(",");
        out_integer(measured[i].size);
        out_text("]");
    }
    out_text("]");
}

static size_t messages;

static void tell_message(const char *message)
{
    /* A name in the stream can have any bytes. */
    char *text = g_utf8_make_valid(message, -1);

    out_text(messages++ ? "," : "");
    out_string(text);
    g_free(text);
}

void member_messages(void)
{
    messages = 0;
    out_text(",\"messages\":[");
    engine_messages(tell_message);
    out_text("]");
}

void member_trace(void)
{
    out_text(",\"trace\":");
    calls_write();
    out_text(",\"opaques\":");
    calls_write_opaques();
}

void respond_error(const Request *request, const char *message)
{
    out_restart();
    respond(request, "error");
    member_string("message", message);
}
