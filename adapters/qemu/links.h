/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The words in which a load keeps the links of lists and trees. In a block that
 * it allocated nothing else tells that they are pointers while they are NULL.
 */
#ifndef VMSC_LINKS_H
#define VMSC_LINKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Forgets all links, and notes those that follow if they are wanted. */
void links_record(bool wanted);
/* Notes the words at an address, which it returns. */
void *link_at(void *address, size_t size);
/* Ends the noting, for link_from. */
void links_settle(void);
/* The address of the first link that lies there or behind; UINTPTR_MAX: there is none. */
uintptr_t link_from(uintptr_t address);

#endif
