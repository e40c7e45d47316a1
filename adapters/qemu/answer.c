/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "qemu/osdep.h"

#include "qemu-file.h"

#include "answer.h"
#include "blocks.h"
#include "calls.h"
#include "check.h"
#include "describe.h"
#include "edges.h"
#include "engine.h"
#include "links.h"
#include "output.h"
#include "response.h"
#include "stream.h"
#include "tree.h"
#include "vmsc-tree.h"

#define PROTOCOL 1

static void reject(const Request *request, int code)
{
    respond(request, "rejected");
    member_integer("code", code);
    member_string("message", engine_message());
    member_messages();
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
    respond_error(request, message);
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
        respond_error(request, "this engine speaks protocol 1 only");
        return;
    }
    respond(request, "ok");
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
    out_text("},\"features\":[\"op:measure\",\"op:vmdesc\",\"op:trace\",\"op:chunk\",\"op:written\",\"op:opaque\"");
    if (VMSC_KNOWN_MESSAGES) {
        out_text(",\"op:message\"");
    }
    if (edges_are_recorded()) {
        out_text(",\"op:coverage\"");
    }
    describe_features(tell_feature);
    out_text("]");
}

static void tell_calls(const Request *request)
{
    if (request->trace) {
        member_trace();
    }
}

static void tell_saved(const Request *request, int result, struct QEMUFile *stream)
{
    if (answer_damage(request)) {
        return;
    }
    if (result != 0) {
        reject(request, result);
        member_stream("written", stream);
        tell_calls(request);
        return;
    }
    respond(request, "ok");
    if (request->operation == OP_MEASURE) {
        member_measured();
        return;
    }
    member_stream("wire", stream);
    if (request->measure) {
        member_measured();
    }
    if (request->return_memory) {
        member_memory();
    }
    if (request->vmdesc) {
        member_string("vmdesc", engine_vmdesc());
    }
    tell_calls(request);
}

static void answer_save(const Request *request)
{
    struct QEMUFile *stream = stream_open_output();
    int result;

    calls_record(request->trace);
    result = request->vmdesc
        ? engine_save_described(stream, request->description, block_at(0)->start)
        : engine_save(stream, request->description, block_at(0)->start);
    blocks_settle();
    tell_saved(request, result, stream);
    stream_close(stream);
}

/* Its calls into the device are not those of the load. */
static void save_again(const Request *request)
{
    struct QEMUFile *stream = stream_open_output();

    calls_stop();
    if (engine_save_again(stream, request->description, block_at(0)->start) == 0) {
        member_stream("resaved", stream);
    } else {
        member_null("resaved");
    }
    stream_close(stream);
}

static void tell_loaded(const Request *request, int result, struct QEMUFile *stream)
{
    if (answer_damage(request)) {
        return;
    }
    if (result != 0) {
        reject(request, result);
    } else {
        respond(request, "ok");
    }
    member_integer("consumed", stream_consumed(stream));
    member_integer("stream_error", qemu_file_get_error(stream));
    member_memory();
    /* Blocks of the second save are none of this answer's. */
    tell_calls(request);
    if (result == 0 && request->resave) {
        save_again(request);
    }
}

static void answer_load(const Request *request)
{
    struct QEMUFile *stream =
        stream_open_input(request->wire, request->wire_size, request->chunk);
    int result;

    links_record(true);
    calls_record(request->trace);
    /* A stream in pieces goes to a caller that ignores errors: nothing else may differ. */
    result = engine_load(stream, request->description, block_at(0)->start, request->version_id,
                         request->chunk == 0);
    trees_settle();
    links_settle();
    blocks_settle();
    tell_loaded(request, result, stream);
    stream_close(stream);
}

/* Not of the protocol: what QEMU itself asks of a description when a device registers it. */
static void answer_check(const Request *request)
{
    const char *reason;

    if (!check_description(request->description, &reason)) {
        respond(request, "unsupported");
        member_string("feature", "op:check");
    } else if (reason) {
        respond(request, "rejected");
        member_integer("code", -EINVAL);
        member_string("message", reason);
    } else {
        respond(request, "ok");
    }
}

static void tell_edge(int edge, bool first)
{
    out_text(first ? "" : ",");
    out_integer(edge);
}

static void answer_coverage(const Request *request)
{
    if (!edges_are_recorded()) {
        respond(request, "unsupported");
        member_string("feature", "op:coverage");
        return;
    }
    respond(request, "ok");
    out_text(",\"edges\":[");
    edges_tell(tell_edge);
    out_text("]");
}

static void answer(const Request *request)
{
    if (request->missing) {
        respond(request, "unsupported");
        member_string("feature", request->missing);
        return;
    }
    edges_begin();
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
    case OP_COVERAGE:
        answer_coverage(request);
        break;
    case OP_CHECK:
        answer_check(request);
        break;
    case OP_BYE:
        respond(request, "ok");
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
        respond_error(&request, json.message);
    }
    out_text("}");
    out_finish();
    request_reset();
    return go_on;
}
