/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One request of the protocol. */
#ifndef VMSC_REQUEST_H
#define VMSC_REQUEST_H

#include "json.h"

struct VMStateDescription;

typedef enum Operation { OP_HELLO, OP_SAVE, OP_LOAD, OP_MEASURE, OP_COVERAGE, OP_CHECK, OP_BYE } Operation;

typedef struct Request {
    int64_t id; /* 0 while unknown */
    Operation operation;
    int64_t protocol;
    const struct VMStateDescription *description;
    uint8_t *wire;
    size_t wire_size;
    int version_id;
    size_t chunk; /* of the wire, at a time; 0: all */
    bool measure;
    bool return_memory;
    bool resave;
    bool vmdesc;
    bool trace;
    /* A feature that the request needs and this engine lacks, or NULL. */
    const char *missing;
} Request;

/* Memory goes to blocks; everything else lives until request_reset. */
void request_read(Json *json, Request *request);
void request_reset(void);

#endif
