import { dialects } from '../../vmstate/dialect.ts';
import type { Rule } from './rule.ts';

/** Lists, trees, and temporary objects. */
export const containerRules: readonly Rule[] = [
  {
    id: 'VMS-LIST-1',
    level: 'must',
    dialects,
    source: 'vmstate-types.c:put_qtailq, put_qlist',
    statement:
      'A list is sent as its elements in order, each preceded by a byte 1, and a final byte 0. Elements are saved at the version_id of their description.',
  },
  {
    id: 'VMS-LIST-2',
    level: 'must',
    dialects,
    source: 'vmstate-types.c:get_qtailq, get_qlist',
    statement:
      'A load of a list allocates each element, loads it at the version_id of the field, and links it; any nonzero byte announces an element. If the description of the elements does not accept that version, the load is rejected before any byte is read. A QTAILQ appends. A QLIST inserts the first new element at its head, and each further one behind the previous one, as the last of the list: the elements that followed are lost.',
  },
  {
    id: 'VMS-TREE-1',
    level: 'must',
    dialects,
    source: 'vmstate-types.c:put_gtree',
    statement:
      'A tree is sent as the number of its nodes (a C int, 32 bits), then the nodes in order, each as a byte 1, its key and its value, then a byte 0. A direct key has 64 bits on every host. Keys and values are saved at the version_id of their descriptions.',
  },
  {
    id: 'VMS-TREE-2',
    level: 'must',
    dialects,
    source: 'vmstate-types.c:get_gtree',
    statement:
      'A load of a tree allocates each key (unless it is direct) and each value, zeroed, loads them at the version_id of the field, and adds them to the existing nodes; any nonzero byte announces a node. If the description of keys or values does not accept that version, the load is rejected before any byte is read. A load is also rejected if the stream has more or fewer nodes than their number says.',
  },
  {
    id: 'VMS-TREE-3',
    level: 'must',
    dialects,
    source: 'vmstate-types.c:get_gtree; glib: gtree.c:g_tree_insert',
    statement:
      'A tree is ordered by key, as the device compares keys, whatever the order in the stream. A key that equals an existing one adds no node: the node keeps its key and gets the new value. The number in the stream counts the nodes that were sent.',
  },
  {
    id: 'VMS-TREE-4',
    level: 'quirk',
    dialects,
    source: 'vmstate-types.c:put_gtree, get_gtree; glib: gtree.c:g_tree_nnodes, g_tree_foreach, g_tree_insert',
    statement:
      'A NULL pointer to a tree is saved as a tree without nodes. A load into it, or into a tree in memory that the load itself has zeroed, reads the nodes, allocates their keys and values, and drops them: it succeeds, and the pointer stays NULL.',
  },
  {
    id: 'VMS-TMP-1',
    level: 'must',
    dialects,
    source: 'vmstate-types.c:put_tmp, get_tmp',
    statement:
      'A tmp field is saved and loaded through a temporary object that points to its parent, by the hooks of its description. It is saved at the version_id of that description and loaded at the version_id of the field. Loaded values reach the parent in post_load; if post_load is not called, none do. The object is freed afterwards.',
  },
  {
    id: 'VMS-TMP-2',
    level: 'must',
    dialects,
    source: 'vmstate-types.c:get_tmp',
    statement:
      'What a pointer in a temporary object leads to is the memory of its parent: it is saved from there and loaded there at once, and it stays loaded if post_load is not called.',
  },
  {
    id: 'VMS-TMP-3',
    level: 'must',
    dialects,
    source: 'vmstate-types.c:put_tmp, get_tmp',
    statement:
      'The hooks of a temporary object are called where its field stands. So pre_load finds the members of the parent whose fields precede it loaded and all others as they were, and what post_load writes to a member of the parent replaces what a preceding field loaded, is what the following fields count and test by, and is replaced by what a following field loads.',
  },
];
