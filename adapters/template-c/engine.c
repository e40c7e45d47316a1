/* SPDX-License-Identifier: MIT */
/*
 * A small engine, written from spec/rules/rules.md; the comments name its rules.
 * Every access to memory is checked first, so that a description that lies
 * ends in an answer and not in a crash.
 */
#include "engine.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NULL_MARKER = 0x30, VALID_MARKER = 0x31, SUBSECTION = 0x05 };

/* What fresh memory holds where nobody says what it must: it stands out in a report. */
enum { GARBAGE = 0xa5 };

/* No honest walk gets this far. */
static const int32_t most_elements = 1 << 22;
static const uint64_t longest_stream = 1 << 28;

static Dialect dialect;
static char reason[256];

void engine_start(Dialect chosen)
{
    dialect = chosen;
}

const char *engine_reason(void)
{
    return reason;
}

/* In 10.2 the code of whatever failed is handed on; since 11.0 every failure is EINVAL. */
static int refuse(int code, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(reason, sizeof(reason), format, arguments);
    va_end(arguments);
    return dialect == QEMU_11_1 ? -EINVAL : code;
}

/* The stream */

static uint8_t *room_for(Stream *out, uint64_t size)
{
    uint8_t *to;

    if (size > longest_stream - out->size) {
        fault("the stream grows beyond %llu bytes", (unsigned long long)longest_stream);
    }
    if (size > out->capacity - out->size) {
        size_t capacity = (out->size + size) * 2 + 256;
        uint8_t *bytes = realloc(out->bytes, capacity);

        if (!bytes) {
            fault("out of memory");
        }
        out->bytes = bytes;
        out->capacity = capacity;
    }
    to = out->bytes + out->size;
    out->size += size;
    return to;
}

static void put_byte(Stream *out, uint8_t byte)
{
    *room_for(out, 1) = byte;
}

static void set_error(Stream *in, int code)
{
    if (in->error == 0) {
        in->error = code;
    }
}

/* A byte ahead of here, without taking it; 0 and an error behind the end. */
static uint8_t peek_byte(Stream *in, size_t ahead)
{
    if (ahead < in->size - in->at) {
        return in->bytes[in->at + ahead];
    }
    set_error(in, -EIO);
    return 0;
}

static uint8_t get_byte(Stream *in)
{
    uint8_t byte = peek_byte(in, 0);

    in->at += in->at < in->size;
    return byte;
}

/* Takes as many of `size` bytes as there are. */
static size_t take(Stream *in, uint64_t size)
{
    size_t left = in->size - in->at;
    size_t taken = size < left ? (size_t)size : left;

    if (taken < size) {
        set_error(in, -EIO);
    }
    in->at += taken;
    return taken;
}

/* Memory */

static const uint8_t *readable(Address address, uint64_t size)
{
    memory_check(address, size);
    return (const uint8_t *)address;
}

static uint8_t *writable(Address address, uint64_t size)
{
    memory_check(address, size);
    return (uint8_t *)address;
}

static int32_t int32_at(Address address)
{
    int32_t value;

    memcpy(&value, readable(address, sizeof(value)), sizeof(value));
    return value;
}

static uint16_t uint16_at(Address address)
{
    uint16_t value;

    memcpy(&value, readable(address, sizeof(value)), sizeof(value));
    return value;
}

static Address pointer_at(Address address)
{
    Address value;

    memcpy(&value, readable(address, sizeof(value)), sizeof(value));
    return value;
}

static void set_pointer(Address address, Address value)
{
    memcpy(writable(address, sizeof(value)), &value, sizeof(value));
}

/* Integers: memory is in the host's byte order, the wire is big-endian (VMS-WIRE-1). */

static bool little_endian(void)
{
    const uint16_t one = 1;

    return *(const uint8_t *)&one == 1;
}

static void copy_big_endian(uint8_t *to, const uint8_t *from, size_t width)
{
    for (size_t i = 0; i < width; i++) {
        to[i] = from[little_endian() ? width - 1 - i : i];
    }
}

static size_t width_of(Info info)
{
    switch (info) {
    case INTEGER_2:
        return 2;
    case INTEGER_4:
        return 4;
    case INTEGER_8:
        return 8;
    default:
        return 1;
    }
}

/* What a field says */

static bool is_pointer_array(const Field *field)
{
    return field->flags & ARRAY_OF_POINTER;
}

/* Only the low half counts: QEMU keeps counts and sizes in a C int (VMS-COUNT-3). */
static int32_t as_int(int64_t value)
{
    uint32_t low = (uint32_t)value;

    return low <= INT32_MAX ? (int32_t)low : (int32_t)(low - INT32_MAX - 1) + INT32_MIN;
}

static int32_t plain_count(const Field *field, Address opaque)
{
    Address at = opaque + field->num_offset;

    if (field->flags & ARRAY) {
        return field->num; /* VMS-COUNT-1 */
    }
    if (field->flags & (VARRAY_INT32 | VARRAY_UINT32)) {
        return int32_at(at); /* VMS-COUNT-2 */
    }
    if (field->flags & VARRAY_UINT16) {
        return uint16_at(at);
    }
    if (field->flags & VARRAY_UINT8) {
        return *readable(at, 1);
    }
    return 1;
}

static int32_t count_of(const Field *field, Address opaque)
{
    int32_t count = plain_count(field, opaque);

    /* VMS-COUNT-4 */
    return field->flags & MULTIPLY_ELEMENTS ? as_int((int64_t)count * field->num) : count;
}

static int32_t size_of(const Field *field, Address opaque)
{
    if (field->flags & VBUFFER) {
        int32_t size = int32_at(opaque + field->size_offset); /* VMS-SIZE-2 */

        return field->flags & MULTIPLY ? as_int((int64_t)size * as_int(field->size)) : size;
    }
    if (is_pointer_array(field) && dialect == QEMU_11_1) {
        return sizeof(Address); /* VMS-SIZE-3, VMS-SIZE-4 */
    }
    return as_int(field->size);
}

/* Elements that have no bytes, however many they are. */
static bool is_nothing(const Field *field, int32_t size)
{
    return size == 0 && !(field->flags & (STRUCT | ARRAY_OF_POINTER)) &&
           (field->info == BUFFER_INFO || field->info == UNUSED_INFO);
}

/* Where the elements start (VMS-POINTER-1). */
static Address first_of(const Field *field, Address opaque, int32_t count, int32_t size)
{
    Address at = opaque + field->offset;

    if (!(field->flags & POINTER)) {
        return at;
    }
    at = pointer_at(at);
    if (at == 0 && count != 0 && size != 0) {
        fault("%s: a NULL pointer to %d elements of %d bytes", field->name, count, size);
    }
    return at;
}

static void check_walk(const Field *field, int32_t index)
{
    if (index >= most_elements) {
        fault("%s: walks over more than %d elements", field->name, most_elements);
    }
}

static void check_complete(const Field *field)
{
    if (field->flags & STRUCT ? !field->vmsd : field->info == NO_INFO) {
        fault("%s: has no %s", field->name, field->flags & STRUCT ? "vmsd" : "info");
    }
}

/* Saving */

static void save_struct(Stream *out, const Description *vmsd, Address opaque, int32_t version);

static void save_value(Stream *out, const Field *field, Address address, int32_t size)
{
    size_t width = width_of(field->info);

    switch (field->info) {
    case BUFFER_INFO: /* VMS-WIRE-3 */
        if (size != 0) {
            const uint8_t *from = readable(address, (uint64_t)(int64_t)size);

            memcpy(room_for(out, (uint64_t)(int64_t)size), from, (size_t)size);
        }
        break;
    case UNUSED_INFO: /* VMS-WIRE-4 */
        memset(room_for(out, (uint64_t)(int64_t)size), 0, (size_t)size);
        break;
    default: {
        const uint8_t *from = readable(address, width);

        copy_big_endian(room_for(out, width), from, width);
    }
    }
}

static void save_element(Stream *out, const Field *field, Address address, int32_t size)
{
    check_complete(field);
    if (field->flags & STRUCT) {
        save_struct(out, field->vmsd, address, field->vmsd->version_id); /* VMS-VERSION-2 */
    } else {
        save_value(out, field, address, size);
    }
}

/* What a slot points to, behind its marker (VMS-NULL-1, VMS-AUTO-1). */
static void save_slot(Stream *out, const Field *field, Address slot, int32_t size)
{
    Address address = pointer_at(slot);
    bool allocates = field->flags & AUTO_ALLOC;

    /* In 10.2 a size of 0 hides that the pointer is NULL. */
    if (address == 0 && (size != 0 || dialect == QEMU_11_1)) {
        put_byte(out, NULL_MARKER);
        return;
    }
    if (allocates) {
        put_byte(out, VALID_MARKER);
    }
    save_element(out, field, address, allocates ? as_int(field->size) : size);
}

static void save_field(Stream *out, const Field *field, Address opaque)
{
    int32_t count = count_of(field, opaque);
    int32_t size = size_of(field, opaque);
    Address first;

    measured(count, size);
    first = first_of(field, opaque, count, size);
    if (is_nothing(field, size)) {
        return;
    }
    for (int32_t i = 0; i < count; i++) {
        Address element = first + (Address)((int64_t)size * i); /* VMS-STRUCT-1 */

        check_walk(field, i);
        if (is_pointer_array(field)) {
            save_slot(out, field, element, size);
        } else {
            save_element(out, field, element, size);
        }
    }
}

static void save_struct(Stream *out, const Description *vmsd, Address opaque, int32_t version)
{
    for (size_t i = 0; i < vmsd->field_count; i++) {
        const Field *field = &vmsd->fields[i];

        if (field->version_id <= version) { /* VMS-EXIST-1 */
            save_field(out, field, opaque);
        } else if (field->flags & MUST_EXIST) {
            fault("%s/%s must exist in version %d", vmsd->name, field->name, version);
        }
    }
}

int engine_save(const Description *description, Address opaque, Stream *out)
{
    save_struct(out, description, opaque, description->version_id);
    return 0;
}

/* Loading */

static int load_struct(Stream *in, const Description *vmsd, Address opaque, int32_t version);

/* Bytes that the stream does not have are zeros; the caller asks for the error. */
static void load_value(Stream *in, const Field *field, Address address, int32_t size)
{
    uint8_t wire[8];
    size_t width = width_of(field->info);

    switch (field->info) {
    case BUFFER_INFO: {
        const uint8_t *from = in->bytes + in->at;
        size_t taken = take(in, (uint64_t)(int64_t)size);

        if (taken > 0) {
            memcpy(writable(address, taken), from, taken);
        }
        break;
    }
    case UNUSED_INFO:
        if (size < 0) {
            fault("%s: an unused buffer of %d bytes", field->name, size);
        }
        take(in, (uint64_t)size);
        break;
    case BOOL_INFO: /* VMS-WIRE-2 */
        *writable(address, 1) = get_byte(in) != 0;
        break;
    default:
        for (size_t i = 0; i < width; i++) {
            wire[i] = get_byte(in);
        }
        copy_big_endian(writable(address, width), wire, width);
    }
}

static int load_element(Stream *in, const Description *vmsd, const Field *field, Address address,
                        int32_t size)
{
    check_complete(field);
    if (field->flags & STRUCT) {
        int code = load_struct(in, field->vmsd, address, field->vmsd->version_id);

        if (code != 0) {
            return code;
        }
    } else {
        load_value(in, field, address, size);
    }
    /* VMS-STREAM-1 */
    return in->error == 0 ? 0 : refuse(in->error, "%s/%s: the stream ends", vmsd->name, field->name);
}

/*
 * Follows a slot to its element: 0, and `element` is NULL where there is
 * nothing to load, or a negative errno. A slot that is NULL expects a marker
 * (VMS-NULL-2), and may be told to allocate (VMS-AUTO-2).
 */
static int load_slot(Stream *in, const Field *field, Address slot, int32_t size, Address *element)
{
    bool allocates = field->flags & AUTO_ALLOC;
    uint8_t marker;

    *element = pointer_at(slot);
    if (*element != 0) {
        if (allocates) {
            fault("%s: a slot to allocate is not NULL", field->name);
        }
        return 0;
    }
    if (size == 0) {
        fault("%s: a NULL element of no size", field->name);
    }
    marker = get_byte(in);
    if (marker == NULL_MARKER) {
        return 0;
    }
    if (dialect == QEMU_10_2) {
        set_error(in, -EINVAL);
    }
    if (dialect == QEMU_10_2 || marker != VALID_MARKER) {
        refuse(-EINVAL, "%s: 0x%02x is no marker", field->name, marker);
        return -EINVAL;
    }
    if (!allocates) {
        fault("%s: the marker of an element, and nothing allocates it", field->name);
    }
    if (field->size != 0) {
        *element = memory_allocate(field->size, 0);
        set_pointer(slot, *element);
    }
    return 0;
}

static int load_elements(Stream *in, const Description *vmsd, const Field *field, Address first,
                         int32_t count, int32_t size)
{
    for (int32_t i = 0; i < count; i++) {
        Address element = first + (Address)((int64_t)size * i);
        int code;

        check_walk(field, i);
        if (is_pointer_array(field)) {
            code = load_slot(in, field, element, size, &element);
            if (code != 0) {
                return code;
            }
            if (element == 0) {
                continue;
            }
        }
        code = load_element(in, vmsd, field, element, size);
        if (code != 0) {
            set_error(in, code);
            return code;
        }
    }
    return 0;
}

static int load_field(Stream *in, const Description *vmsd, const Field *field, Address opaque)
{
    int32_t count = count_of(field, opaque);
    int32_t size = size_of(field, opaque);

    /* VMS-ALLOC-1: a negative factor makes a size that nobody has. */
    if ((field->flags & POINTER) && (field->flags & ALLOC) && count != 0 && size != 0) {
        uint64_t all = count < 0 || size < 0 ? UINT64_MAX : (uint64_t)count * (uint64_t)size;

        set_pointer(opaque + field->offset, memory_allocate(all, GARBAGE));
    }
    Address first = first_of(field, opaque, count, size);
    return is_nothing(field, size) ? 0 : load_elements(in, vmsd, field, first, count, size);
}

/*
 * VMS-LOAD-3: behind every struct a subsection may follow. No description has
 * one, so one with our name is refused and all else is left in the stream.
 */
static int look_for_subsection(Stream *in, const Description *vmsd)
{
    size_t prefix = strlen(vmsd->name);
    size_t length;

    if (peek_byte(in, 0) != SUBSECTION) {
        return 0;
    }
    length = peek_byte(in, 1);
    if (length < prefix + 1) {
        return 0;
    }
    if (in->size - in->at < 2 + length) {
        set_error(in, -EIO);
        return 0;
    }
    if (memcmp(in->bytes + in->at + 2, vmsd->name, prefix) != 0) {
        return 0;
    }
    return refuse(-ENOENT, "%s: the stream has a subsection, the description has none", vmsd->name);
}

static int load_struct(Stream *in, const Description *vmsd, Address opaque, int32_t version)
{
    int code;

    if (version > vmsd->version_id || version < vmsd->minimum_version_id) { /* VMS-VERSION-1 */
        return refuse(-EINVAL, "%s: version %d is not within %d to %d", vmsd->name, version,
                      vmsd->minimum_version_id, vmsd->version_id);
    }
    for (size_t i = 0; i < vmsd->field_count; i++) {
        const Field *field = &vmsd->fields[i];

        if (field->version_id <= version) {
            code = load_field(in, vmsd, field, opaque);
            if (code != 0) {
                return code;
            }
        } else if (field->flags & MUST_EXIST) {
            return refuse(-EPERM, "%s/%s must exist in version %d", vmsd->name, field->name, version);
        }
    }
    code = look_for_subsection(in, vmsd);
    if (code != 0) {
        set_error(in, code);
    }
    return code;
}

int engine_load(const Description *description, Address opaque, int32_t version_id, Stream *in)
{
    reason[0] = '\0';
    return load_struct(in, description, opaque, version_id);
}
