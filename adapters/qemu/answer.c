/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "qemu/osdep.h"

#include "answer.h"
#include "blocks.h"
#include "describe.h"
#include "engine.h"
#include "memory.h"
#include "output.h"
#include "stream.h"

#define PROTOCOL 1

static struct QEMUFile saved;

static void begin(const Request *request, const char *status)
{
    out_text("{\"id\":");
    out_integer(request->id);
    out_text(",\"status\":\"");
    out_text(status);
    out_text("\"");
}

static void member_integer(const char *name, int64_t value)
{
    out_text(",\"");
    out_text(name);
    out_text("\":");
    out_integer(value);
}

static void member_string(const char *name, const char *value)
{
    out_text(",\"");
    out_text(name);
    out_text("\":");
    out_string(value);
}

static void member_stream(const char *name, const struct QEMUFile *stream)
{
    out_text(",\"");
    out_text(name);
    out_text("\":\"");
    out_hex(stream->bytes, stream->size);
    out_text("\"");
}

static void member_memory(void)
{
    out_text(",\"memory\":");
    memory_write();
}

static void member_measured(void)
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

static void answer_error(const Request *request, const char *message)
{
    out_restart();
    begin(request, "error");
    member_string("message", message);
}

static void begin_rejected(const Request *request, int code)
{
    begin(request, "rejected");
    member_integer("code", code);
    member_string("message", engine_message());
}

/* The engine wrote where it must not: whatever it answers is worthless. */
static bool answer_damage(const Request *request)
{
    long damaged = block_damaged();
    char message[80];

    if (damaged < 0) {
        return false;
    }
    snprintf(message, sizeof(message), "the engine wrote outside of block %ld (%zu bytes)",
             damaged, block_at(damaged)->size);
    answer_error(request, message);
    return true;
}

static void tell_feature(const char *prefix, const char *name)
{
    /* The end of a list is implied: no description asks for it. */
    if (strcmp(name, "VMS_END") != 0) {
        out_text(",\"");
        out_text(prefix);
        out_text(name);
        out_text("\"");
    }
}

static void answer_hello(const Request *request)
{
    if (request->protocol != PROTOCOL) {
        answer_error(request, "this engine speaks protocol 1 only");
        return;
    }
    begin(request, "ok");
    member_integer("protocol", PROTOCOL);
    out_text(",\"engine\":{\"name\":\"qemu\"");
    member_string("version", VMSC_VERSION);
    member_string("language", "C");
    out_text("}");
    member_string("dialect", VMSC_DIALECT_NAME);
    member_string("view", "memory");
    out_text(",\"abi\":{\"pointer_size\":");
    out_integer(sizeof(void *));
    member_string("byte_order", G_BYTE_ORDER == G_LITTLE_ENDIAN ? "little" : "big");
    out_text("},\"features\":[\"op:measure\"");
    describe_features(tell_feature);
    out_text("]");
}

static void answer_save(const Request *request)
{
    int result;

    stream_open_output(&saved);
    result = engine_save(&saved, request->description, block_at(0)->start);
    blocks_settle();
    if (answer_damage(request)) {
        return;
    }
    if (result < 0) {
        begin_rejected(request, result);
        return;
    }
    begin(request, "ok");
    if (request->operation == OP_MEASURE) {
        member_measured();
        return;
    }
    member_stream("wire", &saved);
    if (request->measure) {
        member_measured();
    }
    if (request->return_memory) {
        member_memory();
    }
}

static void answer_load(const Request *request)
{
    struct QEMUFile stream;
    int result;

    stream_open_input(&stream, request->wire, request->wire_size);
    result = engine_load(&stream, request->description, block_at(0)->start, request->version_id);
    blocks_settle();
    if (answer_damage(request)) {
        return;
    }
    if (result < 0) {
        begin_rejected(request, result);
    } else {
        begin(request, "ok");
    }
    member_integer("consumed", stream.at);
    member_integer("stream_error", stream.error);
    member_memory();
    if (result >= 0 && request->resave) {
        stream_open_output(&saved);
        if (engine_save(&saved, request->description, block_at(0)->start) < 0) {
            answer_error(request, engine_message());
            return;
        }
        member_stream("resaved", &saved);
    }
}

static void answer(const Request *request)
{
    if (request->missing) {
        begin(request, "unsupported");
        member_string("feature", request->missing);
        return;
    }
    switch (request->operation) {
    case OP_HELLO:
        answer_hello(request);
        break;
    case OP_SAVE:
    case OP_MEASURE:
        answer_save(request);
        break;
    case OP_LOAD:
        answer_load(request);
        break;
    case OP_BYE:
        begin(request, "ok");
        break;
    }
}

bool answer_line(char *line, size_t size)
{
    static Json json;
    static Request request;
    bool go_on = true;

    json = (Json) { .at = line, .end = line + size };
    line[size] = '\0';
    request = (Request) { .id = 0 };
    if (setjmp(json.failed) == 0) {
        request_read(&json, &request);
        answer(&request);
        go_on = request.missing || request.operation != OP_BYE;
    } else {
        answer_error(&request, json.message);
    }
    out_text("}");
    out_finish();
    request_reset();
    return go_on;
}
