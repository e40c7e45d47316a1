/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Stands in for a header that QEMU generates from qapi/error.json. */
#ifndef VMSC_QAPI_TYPES_ERROR_H
#define VMSC_QAPI_TYPES_ERROR_H

typedef enum QapiErrorClass {
    QAPI_ERROR_CLASS_GENERICERROR,
    QAPI_ERROR_CLASS_COMMANDNOTFOUND,
    QAPI_ERROR_CLASS_DEVICENOTACTIVE,
    QAPI_ERROR_CLASS_DEVICENOTFOUND,
    QAPI_ERROR_CLASS_KVMMISSINGCAP,
} QapiErrorClass;

#endif
