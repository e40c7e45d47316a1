import type { Variable } from '../model/variable.ts';

/** The memories that a file of two descriptions can have, by side and role. */
export type PairMemory = (side: 'old' | 'new', role: 'save' | 'load', variable: Variable) => number | undefined;

/**
 * Counts and test bytes of a file with `old` and `new` that has memory beside
 * them: `memory` for all, or `memory_old_source`, `memory_new_destination` and
 * so on, in the protocol's form. Numbers are little-endian, in the first block.
 */
export function memoryOfPair(json: unknown, object: string): PairMemory {
  return (side, role, { member }) => {
    if (typeof json !== 'object' || json === null || member === undefined || member.object !== object) return undefined;
    const own: unknown = Reflect.get(json, `memory_${side}_${role === 'save' ? 'source' : 'destination'}`);
    const bytes = firstBlock(own ?? Reflect.get(json, 'memory'));
    if (bytes === null || bytes.length < member.offset + member.width || member.width > 4) return undefined;
    return bytes.readUIntLE(member.offset, member.width);
  };
}

function firstBlock(memory: unknown): Buffer | null {
  if (typeof memory !== 'object' || memory === null || !('blocks' in memory) || !Array.isArray(memory.blocks))
    return null;
  const first: unknown = memory.blocks[0];
  if (typeof first !== 'object' || first === null || !('bytes' in first) || typeof first.bytes !== 'string')
    return null;
  return Buffer.from(first.bytes, 'hex');
}
