import { rankOf, UNTOUCHED, type Tree, type Value } from '../../vmstate/model/model.ts';
import type { Load } from './state.ts';

/** A node of a tree that is being loaded. */
interface Node {
  /** What stands for the key in a comparison. */
  readonly rank: number | bigint;
  /** UNTOUCHED: it was there before; otherwise key and value, of which the key may be UNTOUCHED. */
  readonly sides: Value;
  /** The numbers under which key and value came; -1: they were there before. */
  readonly keyCame: number;
  readonly valueCame: number;
}

/** The nodes of a tree, in the order of their keys, and how many have come. */
export interface Nodes {
  readonly tree: Tree;
  readonly nodes: Node[];
  came: number;
}

/** The nodes that are there before a load, or before the same load comes again. */
export function nodesBefore({ trees, keyBits }: Load, tree: Tree, before: Value[]): Nodes {
  const ranks = trees.get(before);
  const nodes = before.map((node, i): Node => ({
    rank: ranks?.[i] ?? rankIn(tree, Array.isArray(node) ? node[0] : undefined, keyBits),
    sides: UNTOUCHED,
    keyCame: -1,
    valueCame: -1,
  }));
  return { tree, nodes, came: before.length };
}

function rankIn(tree: Tree, key: Value | undefined, bits: number): number | bigint {
  const rank = rankOf(tree, key);
  return tree.key === null ? BigInt.asUintN(bits, BigInt(rank)) : rank;
}

/**
 * Adds a node as g_tree_insert does in a tree without destroy functions: where
 * its key is there already that one stays, and gets the value; the new key and
 * the old value are lost.
 */
export function insertNode(load: Load, into: Nodes, sides: readonly Value[]): void {
  const { tree, nodes } = into;
  const [key = null, value = null] = sides;
  const rank = rankIn(tree, key, load.keyBits);
  const came = into.came++;
  const at = nodes.findIndex((node) => node.rank >= rank);
  const there = nodes[at];
  if (there === undefined) nodes.push({ rank, sides: [key, value], keyCame: came, valueCame: came });
  else if (there.rank !== rank) nodes.splice(at, 0, { rank, sides: [key, value], keyCame: came, valueCame: came });
  else {
    const old = there.sides;
    const kept = Array.isArray(old) ? (old[0] ?? null) : UNTOUCHED;
    nodes[at] = { ...there, sides: [kept, value], valueCame: came };
    load.lost = true;
  }
}

/** The value of the tree, which the load remembers. */
export function valueOf({ trees }: Load, { nodes }: Nodes): Value[] {
  const value = nodes.map(({ sides }) => sides);
  trees.set(
    value,
    nodes.map(({ rank }) => rank),
  );
  return value;
}

/**
 * Names what nobody specifies by the places of the nodes: while they came they
 * were numbered. What is in no tree is dropped.
 */
export function renumber(paths: string[], from: number, path: string, { nodes }: Nodes): void {
  const own = paths.splice(from);
  for (const each of own) {
    const match = /^\[(\d+)\]\.(key|value)(.*)$/s.exec(each.slice(path.length));
    const [, came, side = '', rest = ''] = match ?? [];
    const at = nodes.findIndex(({ keyCame, valueCame }) => (side === 'key' ? keyCame : valueCame) === Number(came));
    if (at >= 0) paths.push(`${path}[${at}].${side}${rest}`);
  }
}
