/* SPDX-License-Identifier: MIT */
/*
 * The seam between the protocol (protocol.c) and the engine (engine.c).
 * To judge an engine of yours, keep protocol.c and this file, and write
 * engine_save and engine_load anew so that they call it.
 */
#ifndef ENGINE_H
#define ENGINE_H

#include <stddef.h>
#include <stdint.h>

/* Memory is real memory of this process; an address is a number until it has been checked. */
typedef uintptr_t Address;

typedef enum Dialect { QEMU_10_2, QEMU_11_1 } Dialect;

/* Bits of our own: the protocol names flags, because their numbers differ between releases. */
enum {
    SINGLE = 1 << 0,
    POINTER = 1 << 1,
    ARRAY = 1 << 2,
    STRUCT = 1 << 3,
    BUFFER = 1 << 4,
    VBUFFER = 1 << 5,
    MULTIPLY = 1 << 6,
    VARRAY_INT32 = 1 << 7,
    VARRAY_UINT32 = 1 << 8,
    VARRAY_UINT16 = 1 << 9,
    VARRAY_UINT8 = 1 << 10,
    ARRAY_OF_POINTER = 1 << 11,
    ALLOC = 1 << 12,
    MUST_EXIST = 1 << 13,
    MULTIPLY_ELEMENTS = 1 << 14, /* 10.2 only */
    AUTO_ALLOC = 1 << 15,        /* 11.1 only */
};

/* How an element goes over the wire; an element without one is a struct, or nothing we can send. */
typedef enum Info {
    NO_INFO,
    BOOL_INFO,
    INTEGER_1,
    INTEGER_2,
    INTEGER_4,
    INTEGER_8,
    BUFFER_INFO,
    UNUSED_INFO,
} Info;

typedef struct Description Description;

typedef struct Field {
    const char *name;
    uint64_t offset;
    uint64_t size;
    uint64_t num_offset;
    uint64_t size_offset;
    int32_t num;
    int32_t version_id;
    uint32_t flags;
    Info info;
    const Description *vmsd;
} Field;

struct Description {
    const char *name;
    int32_t version_id;
    int32_t minimum_version_id;
    const Field *fields;
    size_t field_count;
};

/* What a save writes, or a load reads. */
typedef struct Stream {
    uint8_t *bytes;
    size_t size;
    size_t capacity; /* of a stream that is written */
    size_t at;       /* how far it has been read */
    int error;       /* 0, or the first error: it stays */
} Stream;

/*
 * THE ENGINE: what you replace. Both return 0 or a negative errno, and then
 * engine_reason() says why in words.
 */
void engine_start(Dialect dialect);
int engine_save(const Description *description, Address opaque, Stream *out);
int engine_load(const Description *description, Address opaque, int32_t version_id, Stream *in);
const char *engine_reason(void);

/*
 * What protocol.c offers to an engine.
 */

/* Gives up the request: it is answered with status "error". */
_Noreturn void fault(const char *format, ...);

/* Ends in fault() unless the bytes lie in one block of the memory. */
void memory_check(Address address, uint64_t size);

/* A new block, told in the response; every byte of it is `fill`. */
Address memory_allocate(uint64_t size, int fill);

/* To be called for every field that a save visits ("op:measure"). */
void measured(int32_t count, int32_t size);

#endif
