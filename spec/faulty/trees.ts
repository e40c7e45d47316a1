import { loadPointer, NULL_ADDRESS, replacePointer } from '../../engine/reference/access.ts';
import { GARBAGE } from '../../engine/reference/allocate.ts';
import { LIST_MORE } from '../../vmstate/wire.ts';
import { breach, type FaultyEngine } from './faulty-engine.ts';

/** Trees sent or received wrongly. */
export const treeFaults: readonly FaultyEngine[] = [
  breach('VMS-TREE-1', 'tree-count-missing', 'A tree is sent without the number of its nodes.', () => ({
    putNodeCount: () => undefined,
  })),
  breach('VMS-TREE-1', 'tree-end-missing', 'Nothing is sent behind the last node of a tree.', (right) => ({
    putNodeByte(machine, more) {
      if (more) right.putNodeByte(machine, more);
    },
  })),
  breach('VMS-TREE-1', 'tree-key-of-32-bits', 'A direct key is sent in 32 bits.', (right) => ({
    putDirectKey(machine, at) {
      right.putDirectKey(machine, at);
      const { bytes, used } = machine.output;
      bytes.copyWithin(used - 8, used - 4, used);
      machine.output.used -= 4;
    },
  })),
  breach('VMS-TREE-1', 'tree-key-low-half-first', 'A direct key is sent low half first.', (right) => ({
    putDirectKey(machine, at) {
      right.putDirectKey(machine, at);
      const { bytes, used } = machine.output;
      const high = bytes.slice(used - 8, used - 4);
      bytes.copyWithin(used - 8, used - 4, used);
      bytes.set(high, used - 4);
    },
  })),
  breach('VMS-TREE-1', 'tree-value-before-key', 'The value of a node is sent before its key.', (right) => ({
    putTree(machine, field, address) {
      const { key_vmsd } = field;
      if (key_vmsd === undefined) return right.putTree(machine, field, address);
      const swap = (): void => {
        swapSides(machine, loadPointer(machine, address));
      };
      swap();
      const code = right.putTree(machine, { ...field, vmsd: key_vmsd, key_vmsd: field.vmsd }, address);
      swap();
      return code;
    },
  })),
  breach('VMS-TREE-2', 'tree-prepended', 'A loaded node becomes the first of its tree.', () => ({
    linkNode(machine, tree, node) {
      const first = loadPointer(machine, tree);
      replacePointer(machine, node, first);
      replacePointer(machine, tree, node);
    },
  })),
  breach('VMS-TREE-2', 'tree-only-byte-1', 'A load of a tree takes any byte but 1 for its end.', (right) => ({
    announces: (info, byte) => (info === 'gtree' ? byte === LIST_MORE : right.announces(info, byte)),
  })),
  // Only a load into a tree that has nodes shows it.
  breach(['VMS-TREE-2', 'VMS-LOAD-4'], 'tree-emptied-first', 'A load empties the tree.', (right) => ({
    getTree(machine, field, address) {
      replacePointer(machine, loadPointer(machine, address), null);
      return right.getTree(machine, field, address);
    },
  })),
  breach('VMS-TREE-2', 'tree-count-unchecked', 'Nobody compares the nodes of a tree with their number.', () => ({
    expectsNode: () => true,
    isComplete: () => true,
  })),
  breach('VMS-TREE-2', 'tree-too-few-accepted', 'A tree with fewer nodes than announced is accepted.', () => ({
    isComplete: (announced, count) => count <= announced,
  })),
  breach(
    'VMS-TREE-2',
    'tree-not-zeroed',
    'Keys and values of a tree are not cleared before they are loaded.',
    (right) => ({
      allocateSide(machine, size) {
        const address = right.allocateSide(machine, size);
        if (address !== NULL_ADDRESS) machine.bytes.fill(GARBAGE, address, address + size);
        return address;
      },
    }),
  ),
  breach(
    'VMS-TREE-2',
    'tree-loaded-at-own-versions',
    'Keys and values of a tree are loaded at the versions of their descriptions.',
    () => ({
      nodeVersion: (_field, side) => side.version_id,
    }),
  ),
];

/** Exchanges key and value of every node. */
function swapSides(machine: Parameters<typeof loadPointer>[0], tree: number): void {
  const word = machine.pointerSize;
  for (let node = loadPointer(machine, tree); node !== NULL_ADDRESS; node = loadPointer(machine, node)) {
    const key = loadPointer(machine, node + word);
    replacePointer(machine, node + word, loadPointer(machine, node + 2 * word));
    replacePointer(machine, node + 2 * word, key);
  }
}
