/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "containers.h"

#include "allocate.h"

#include <string.h>

GByteArray *vmsc_byte_array_set_size(GByteArray *array, guint size)
{
    if (size > array->len) {
        guint8 *larger = vmsc_malloc(size);

        if (array->len > 0) {
            memcpy(larger, array->data, array->len);
        }
        array->data = larger;
    }
    array->len = size;
    return array;
}
