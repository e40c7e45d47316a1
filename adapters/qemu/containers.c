/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "containers.h"

#include "allocate.h"
#include "blocks.h"
#include "links.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Node {
    struct Node *next;
    gpointer key;
    gpointer value;
} Node;

static Node **first_of(GTree *tree)
{
    return (Node **)tree;
}

/* Each node has a block of its own. */
static void check_end(size_t nodes)
{
    if (nodes > block_count()) {
        fprintf(stderr, "the nodes of a tree run in a circle\n");
        abort();
    }
}

gint vmsc_tree_nnodes(GTree *tree)
{
    size_t count = 0;

    for (Node *node = *first_of(tree); node; node = node->next) {
        check_end(++count);
    }
    return count;
}

void vmsc_tree_foreach(GTree *tree, GTraverseFunc visit, gpointer data)
{
    size_t count = 0;

    for (Node *node = *first_of(tree); node; node = node->next) {
        check_end(++count);
        if (visit(node->key, node->value, data)) {
            return;
        }
    }
}

void vmsc_tree_insert(GTree *tree, gpointer key, gpointer value)
{
    Node **end = first_of(tree);
    size_t count = 0;
    Node *node;

    while (*end) {
        check_end(++count);
        end = &(*end)->next;
    }
    node = vmsc_malloc(sizeof(*node));
    *node = (Node) { .key = key, .value = value };
    /* Whether the key is a pointer is seen by what it holds. */
    link_at(&node->next, sizeof(node->next));
    link_at(&node->value, sizeof(node->value));
    *end = node;
}

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
