import { loadPointer, NULL_ADDRESS, replacePointer } from '../../engine/reference/access.ts';
import { allocate } from '../../engine/reference/allocate.ts';
import { EINVAL, LIST_MORE } from '../../vmstate/wire.ts';
import { ruleFault, type FaultyEngine } from './faulty-engine.ts';

/** Trees sent or received wrongly. */
export const treeFaults: readonly FaultyEngine[] = [
  ruleFault(
    { rules: ['VMS-TREE-1'], id: 'tree-count-missing', breaks: 'A tree is sent without the number of its nodes.' },
    () => ({
      putNodeCount: () => undefined,
    }),
  ),
  ruleFault(
    { rules: ['VMS-TREE-1'], id: 'tree-end-missing', breaks: 'Nothing is sent behind the last node of a tree.' },
    (right) => ({
      putNodeByte(machine, more) {
        if (more) right.putNodeByte(machine, more);
      },
    }),
  ),
  ruleFault(
    { rules: ['VMS-TREE-1'], id: 'tree-key-of-32-bits', breaks: 'A direct key is sent in 32 bits.' },
    (right) => ({
      putDirectKey(machine, at) {
        right.putDirectKey(machine, at);
        const { bytes, used } = machine.output;
        bytes.copyWithin(used - 8, used - 4, used);
        machine.output.used -= 4;
      },
    }),
  ),
  ruleFault(
    { rules: ['VMS-TREE-1'], id: 'tree-key-low-half-first', breaks: 'A direct key is sent low half first.' },
    (right) => ({
      putDirectKey(machine, at) {
        right.putDirectKey(machine, at);
        const { bytes, used } = machine.output;
        const high = bytes.slice(used - 8, used - 4);
        bytes.copyWithin(used - 8, used - 4, used);
        bytes.set(high, used - 4);
      },
    }),
  ),
  ruleFault(
    { rules: ['VMS-TREE-1'], id: 'tree-value-before-key', breaks: 'The value of a node is sent before its key.' },
    (right) => ({
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
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-HOOK-2'],
      id: 'tree-key-cannot-refuse',
      breaks: 'A save goes on when the pre_save of a key in a tree fails.',
    },
    (right) => ({
      putTree(machine, field, address) {
        const { key_vmsd } = field;
        const hooks = key_vmsd?.hooks;
        if (key_vmsd === undefined || hooks === undefined) return right.putTree(machine, field, address);
        const pre_save = hooks.pre_save === undefined ? undefined : 0;
        const pre_save_errp = hooks.pre_save_errp === undefined ? undefined : true;
        const lenient = { ...key_vmsd, hooks: { ...hooks, pre_save, pre_save_errp } };
        return right.putTree(machine, { ...field, key_vmsd: lenient }, address);
      },
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-TREE-2', 'VMS-TREE-3'],
      id: 'tree-prepended',
      breaks: 'A loaded node becomes the first of its tree.',
    },
    () => ({
      placeNode: (_machine, _field, tree) => ({ link: tree, node: null }),
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-TREE-3'],
      id: 'tree-in-order-of-arrival',
      breaks: 'A loaded node becomes the last of its tree, whatever its key is.',
    },
    (right) => ({
      placeNode(machine, field, tree, rank) {
        const { node } = right.placeNode(machine, field, tree, rank);
        return { link: lastLink(machine, tree), node };
      },
    }),
  ),
  ruleFault(
    { rules: ['VMS-TREE-3'], id: 'tree-keeps-equal-keys', breaks: 'A key that is there already gets a second node.' },
    (right) => ({
      placeNode: (...place) => ({ ...right.placeNode(...place), node: null }),
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-TREE-3'],
      id: 'tree-keeps-old-value',
      breaks: 'A key that is there already keeps its old value.',
    },
    (right) => ({
      placeNode(machine, field, tree, rank) {
        const place = right.placeNode(machine, field, tree, rank);
        // A node of its own, which nothing leads to.
        return place.node === null ? place : { link: place.link, node: looseNode(machine) };
      },
    }),
  ),
  ruleFault(
    { rules: ['VMS-TREE-4'], id: 'tree-not-there-refused', breaks: 'A load of a tree that is not there is refused.' },
    (right) => ({
      getTree: (machine, field, address) =>
        loadPointer(machine, address) === NULL_ADDRESS
          ? machine.ops.refusal(EINVAL)
          : right.getTree(machine, field, address),
    }),
  ),
  ruleFault(
    { rules: ['VMS-TREE-4'], id: 'tree-not-there-unsaved', breaks: 'Of a tree that is not there nothing is saved.' },
    (right) => ({
      putTree: (machine, field, address) =>
        loadPointer(machine, address) === NULL_ADDRESS ? 0 : right.putTree(machine, field, address),
    }),
  ),
  ruleFault(
    { rules: ['VMS-TREE-2'], id: 'tree-only-byte-1', breaks: 'A load of a tree takes any byte but 1 for its end.' },
    (right) => ({
      announces: (info, byte) => (info === 'gtree' ? byte === LIST_MORE : right.announces(info, byte)),
    }),
  ),
  // Only a load into a tree that has nodes shows it.
  ruleFault(
    { rules: ['VMS-TREE-2', 'VMS-LOAD-4'], id: 'tree-emptied-first', breaks: 'A load empties the tree.' },
    (right) => ({
      getTree(machine, field, address) {
        replacePointer(machine, loadPointer(machine, address), null);
        return right.getTree(machine, field, address);
      },
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-TREE-2'],
      id: 'tree-count-unchecked',
      breaks: 'The number of nodes of a tree is not checked.',
    },
    () => ({
      expectsNode: () => true,
      isComplete: () => true,
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-TREE-2'],
      id: 'tree-too-few-accepted',
      breaks: 'A tree with fewer nodes than announced is accepted.',
    },
    () => ({
      isComplete: (announced, count) => count <= announced,
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-TREE-2'],
      id: 'tree-not-zeroed',
      breaks: 'Keys and values of a tree are not cleared before they are loaded.',
    },
    (right) => ({
      allocateSide(machine, size) {
        const address = right.allocateSide(machine, size);
        if (address !== NULL_ADDRESS) machine.bytes.fill(right.garbage, address, address + size);
        return address;
      },
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-TREE-2'],
      id: 'tree-loaded-at-own-versions',
      breaks: 'Keys and values of a tree are loaded at the versions of their descriptions.',
    },
    () => ({
      nodeVersion: (_field, side) => side.version_id,
    }),
  ),
];

/** The word that leads to no node. */
function lastLink(machine: Parameters<typeof loadPointer>[0], tree: number): number {
  let link = tree;
  for (let node = loadPointer(machine, tree); node !== NULL_ADDRESS; node = loadPointer(machine, node)) link = node;
  return link;
}

function looseNode(machine: Parameters<typeof loadPointer>[0]): number {
  return allocate(machine, 3 * machine.pointerSize, 0);
}

/** Exchanges key and value of every node. */
function swapSides(machine: Parameters<typeof loadPointer>[0], tree: number): void {
  const word = machine.pointerSize;
  for (let node = loadPointer(machine, tree); node !== NULL_ADDRESS; node = loadPointer(machine, node)) {
    const key = loadPointer(machine, node + word);
    replacePointer(machine, node + word, loadPointer(machine, node + 2 * word));
    replacePointer(machine, node + 2 * word, key);
  }
}
