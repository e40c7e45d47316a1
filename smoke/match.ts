import { isDeepStrictEqual } from 'node:util';
import { isJsonArray, isObject, show, type JsonObject } from '../engine/protocol/fault.ts';

/** How a response differs from what is expected of it; empty: not at all. */
export function differences(response: JsonObject, expected: readonly JsonObject[]): readonly string[] {
  const all = expected.map((one) => differencesFrom(response, one));
  // Of several acceptable responses, report the differences from the nearest.
  return all.reduce((best, next) => (next.length < best.length ? next : best), all[0] ?? []);
}

function differencesFrom(response: JsonObject, expected: JsonObject): readonly string[] {
  // What else is wrong with an answer of another kind is of no interest.
  const members = response['status'] === expected['status'] ? Object.keys(expected) : ['status'];
  return members.flatMap((member) => {
    const received = response[member];
    const wanted = expected[member];
    if (member === 'memory') return memoryDifferences(received, wanted);
    return isDeepStrictEqual(received, wanted) ? [] : [`${member} is ${show(received)} instead of ${show(wanted)}`];
  });
}

function memoryDifferences(received: unknown, wanted: unknown): readonly string[] {
  const have = blocksOf(received);
  const want = blocksOf(wanted);
  if (have.length !== want.length) return [`memory has ${have.length} blocks instead of ${want.length}`];
  return want.flatMap((block, i) => [
    ...blockDifference(`memory.blocks[${i}].bytes`, have[i]?.['bytes'], block['bytes']),
    ...blockDifference(`memory.blocks[${i}].pointers`, inOrder(have[i]?.['pointers']), inOrder(block['pointers'])),
  ]);
}

function blockDifference(what: string, received: unknown, wanted: unknown): readonly string[] {
  return isDeepStrictEqual(received, wanted) ? [] : [`${what} is ${show(received)} instead of ${show(wanted)}`];
}

function blocksOf(memory: unknown): readonly JsonObject[] {
  const blocks = isObject(memory) ? memory['blocks'] : undefined;
  return isJsonArray(blocks) ? blocks.filter(isObject) : [];
}

/** Slots may be reported in any order. */
function inOrder(pointers: unknown): unknown {
  return isJsonArray(pointers)
    ? pointers.filter(isJsonArray).toSorted((a, b) => Number(a[0]) - Number(b[0]))
    : pointers;
}
