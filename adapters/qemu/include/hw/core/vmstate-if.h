/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where QEMU 11 keeps the header. */
#include "hw/vmstate-if.h"
