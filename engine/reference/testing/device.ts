import type { Abi } from '../../../vmstate/host/abi.ts';
import type { VMStateDescription, VMStateField } from '../../../vmstate/host/description.ts';
import { flagsFromNames } from '../../../vmstate/host/flags.ts';
import { addBlock, createMemory, writePointer, type Memory } from '../../../vmstate/host/memory.ts';

/** Members of a field by hand; `flags` as `'ARRAY|POINTER'`. */
export type FieldText = Partial<Omit<VMStateField, 'flags'>> & {
  readonly flags?: string;
};

export function field(parts: FieldText): VMStateField {
  const { flags = 'SINGLE', ...members } = parts;
  return {
    name: 'f',
    offset: 0,
    size: 0,
    num: 0,
    num_offset: 0,
    size_offset: 0,
    version_id: 0,
    info: null,
    vmsd: null,
    ...members,
    flags: flagWord(flags),
  };
}

function flagWord(flags: string): number {
  if (flags === '') return 0;
  const word = flagsFromNames(flags.split('|').map((key) => `VMS_${key}`));
  if (word === undefined) throw new Error(`no flags: ${flags}`);
  return word;
}

export function vmsd(
  fields: readonly FieldText[],
  members: Partial<Omit<VMStateDescription, 'fields'>> = {},
): VMStateDescription {
  return {
    name: 'dev',
    version_id: 1,
    minimum_version_id: 1,
    ...members,
    fields: fields.map(field),
  };
}

export const little64: Abi = { pointerSize: 8, byteOrder: 'little' };
export const big64: Abi = { pointerSize: 8, byteOrder: 'big' };
export const little32: Abi = { pointerSize: 4, byteOrder: 'little' };
export const big32: Abi = { pointerSize: 4, byteOrder: 'big' };

/** A pointer to put: from a place to a place (null: NULL). */
export type PointerLink = readonly [
  from: readonly [block: number, offset: number],
  to: readonly [block: number, offset: number] | null,
];

/** Memory with these blocks, given as hex digits; blanks are ignored. */
export function memoryOf(abi: Abi, blocks: readonly string[], links: readonly PointerLink[] = []): Memory {
  const memory = createMemory(64, abi);
  for (const hex of blocks) {
    const content = fromHex(hex);
    const block = addBlock(memory, content.length);
    memory.bytes.set(content, addressOf(memory, [block, 0]));
  }
  for (const [from, to] of links) {
    const at = addressOf(memory, from);
    memory.slots.push(at);
    writePointer(memory, at, to === null ? null : addressOf(memory, to));
  }
  return memory;
}

export function addressOf(memory: Memory, [block, offset]: readonly [number, number]): number {
  const found = memory.blocks[block];
  if (found === undefined) throw new Error(`no block ${block}`);
  return found.start + offset;
}

export function fromHex(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex.replaceAll(/\s/g, ''), 'hex'));
}

export function hexText(content: Uint8Array | null): string {
  return content === null ? 'null' : Buffer.from(content).toString('hex');
}

/** The content of each block, in hex. */
export function contents(memory: Memory): string[] {
  return memory.blocks.map(({ start, size }) => hexText(memory.bytes.subarray(start, start + size)));
}
