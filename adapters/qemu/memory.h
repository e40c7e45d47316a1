/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Memory as the protocol writes it, to and from blocks. */
#ifndef VMSC_MEMORY_H
#define VMSC_MEMORY_H

#include "json.h"

void memory_read(Json *json);
/* Writes blocks as they are now; call blocks_settle first. */
void memory_write(void);
void memory_reset(void);

#endif
