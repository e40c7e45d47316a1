/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "qemu/osdep.h"

#include "migration/vmstate.h"

#include "allocate.h"
#include "blocks.h"
#include "infos.h"
#include "links.h"
#include "tree.h"

typedef struct Node {
    struct Node *next;
    gpointer key;
    gpointer value;
} Node;

typedef struct Order {
    size_t offset;
    int width; /* below 0: signed; 0: all keys are equal */
    bool direct;
} Order;

/* One GTree of the request, as glib holds it. */
typedef struct Mirror {
    Node **head;
    GTree *tree;
    GHashTable *nodes; /* by key */
    Order order;
    bool changed;
    struct Mirror *next;
} Mirror;

static Mirror *mirrors;

static int64_t signed_at(const void *from, int width)
{
    switch (width) {
    case 1: return *(const int8_t *)from;
    case 2: return *(const int16_t *)from;
    case 4: return *(const int32_t *)from;
    default: return *(const int64_t *)from;
    }
}

static uint64_t unsigned_at(const void *from, int width)
{
    switch (width) {
    case 1: return *(const uint8_t *)from;
    case 2: return *(const uint16_t *)from;
    case 4: return *(const uint32_t *)from;
    default: return *(const uint64_t *)from;
    }
}

static gint compare(gconstpointer left, gconstpointer right, gpointer data)
{
    const Order *order = data;
    const char *a = left;
    const char *b = right;

    if (order->direct) {
        return a < b ? -1 : a > b;
    }
    if (order->width < 0) {
        int64_t x = signed_at(a + order->offset, -order->width);
        int64_t y = signed_at(b + order->offset, -order->width);

        return x < y ? -1 : x > y;
    }
    if (order->width > 0) {
        uint64_t x = unsigned_at(a + order->offset, order->width);
        uint64_t y = unsigned_at(b + order->offset, order->width);

        return x < y ? -1 : x > y;
    }
    return 0;
}

static Order order_of(const VMStateField *field)
{
    const VMStateField *key;

    if (!field->start) {
        return (Order) { .direct = true };
    }
    for (key = field->vmsd[1].fields; key && key->name; key++) {
        int width = info_integer(key->info);

        if (width != 0 && (key->flags & ~VMS_SINGLE) == 0) {
            return (Order) { .offset = key->offset, .width = width };
        }
    }
    return (Order) { .width = 0 };
}

static Mirror *mirror_of(GTree *tree, const VMStateField *field)
{
    Mirror *mirror;
    size_t count = 0;

    for (mirror = mirrors; mirror; mirror = mirror->next) {
        if (mirror->head == (Node **)tree) {
            return mirror;
        }
    }
    mirror = g_new0(Mirror, 1);
    mirror->head = (Node **)tree;
    mirror->order = order_of(field);
    mirror->tree = g_tree_new_full(compare, &mirror->order, NULL, NULL);
    mirror->nodes = g_hash_table_new(NULL, NULL);
    mirror->next = mirrors;
    mirrors = mirror;
    for (Node *node = *mirror->head; node; node = node->next) {
        /* Each node has a block of its own. */
        if (++count > block_count()) {
            fprintf(stderr, "the nodes of a tree run in a circle\n");
            abort();
        }
        g_tree_insert(mirror->tree, node->key, node->value);
        g_hash_table_insert(mirror->nodes, node->key, node);
    }
    return mirror;
}

/* What there is not, glib itself gets to see. */
static GTree *glib_tree(GTree *tree, const VMStateField *field)
{
    return tree ? mirror_of(tree, field)->tree : NULL;
}

gint vmsc_tree_nnodes(GTree *tree, const VMStateField *field)
{
    return g_tree_nnodes(glib_tree(tree, field));
}

void vmsc_tree_foreach(GTree *tree, GTraverseFunc visit, gpointer data, const VMStateField *field)
{
    g_tree_foreach(glib_tree(tree, field), visit, data);
}

void vmsc_tree_insert(GTree *tree, gpointer key, gpointer value, const VMStateField *field)
{
    Mirror *mirror;
    gint before;
    Node *node;

    if (!tree) {
        g_tree_insert(NULL, key, value);
        return;
    }
    mirror = mirror_of(tree, field);
    before = g_tree_nnodes(mirror->tree);
    g_tree_insert(mirror->tree, key, value);
    mirror->changed = true;
    if (g_tree_nnodes(mirror->tree) == before) {
        return;
    }
    node = vmsc_malloc(sizeof(*node));
    *node = (Node) { .key = key, .value = value };
    /* Whether the key is a pointer is seen by what it holds. */
    link_at(&node->next, sizeof(node->next));
    link_at(&node->value, sizeof(node->value));
    g_hash_table_insert(mirror->nodes, key, node);
}

typedef struct Relink {
    Mirror *mirror;
    Node **end;
} Relink;

static gboolean relink(gpointer key, gpointer value, gpointer data)
{
    Relink *to = data;
    Node *node = g_hash_table_lookup(to->mirror->nodes, key);

    node->value = value;
    *to->end = node;
    to->end = &node->next;
    return FALSE;
}

static void write_back(Mirror *mirror)
{
    Relink to = { .mirror = mirror, .end = mirror->head };

    g_tree_foreach(mirror->tree, relink, &to);
    *to.end = NULL;
}

void trees_settle(void)
{
    for (Mirror *mirror = mirrors; mirror; mirror = mirror->next) {
        if (mirror->changed) {
            write_back(mirror);
        }
    }
    trees_reset();
}

void trees_reset(void)
{
    while (mirrors) {
        Mirror *mirror = mirrors;

        mirrors = mirror->next;
        g_tree_destroy(mirror->tree);
        g_hash_table_destroy(mirror->nodes);
        g_free(mirror);
    }
}
