import type { JsonObject } from '../fault.ts';
import type { Host, Message } from './exchange.ts';

/** Makers of the messages' parts, for the ABI at hand. */

export type PointerText = readonly number[];

export interface BlockText {
  readonly bytes: string;
  readonly pointers: readonly PointerText[];
}

export function block(bytes: string, pointers: readonly PointerText[] = []): BlockText {
  return { bytes, pointers };
}

export function memory({ abi, anyAbi }: Host, blocks: readonly BlockText[]): JsonObject {
  const own = { abi: { pointer_size: abi.pointerSize, byte_order: abi.byteOrder } };
  return { ...(anyAbi ? own : {}), blocks };
}

/** An integer as it lies in the host's memory. */
export function integer({ abi }: Host, value: number, width: 1 | 2 | 4): string {
  const digits = value.toString(16).padStart(2 * width, '0');
  return abi.byteOrder === 'big' ? digits : (digits.match(/../g) ?? []).reverse().join('');
}

/** What lies under a pointer slot. */
export function slot({ abi }: Host): string {
  return '00'.repeat(abi.pointerSize);
}

export function field(name: string, info: string, offset: number, size: number, flags: readonly string[]): JsonObject {
  return { name, offset, size, flags, info };
}

export function description(fields: readonly JsonObject[], name = 'dev'): JsonObject {
  return { name, version_id: 1, minimum_version_id: 1, fields };
}

const byte = field('value', 'uint8', 0, 1, ['VMS_SINGLE']);

/** What every engine can do that does anything. */
export const byteNeeds: readonly string[] = ['VMS_SINGLE', 'info:uint8'];

/** A save of one uint8, right behind `before` other bytes. */
export function saveByte(host: Host, value: number, before = 0): Message {
  const bytes = '00'.repeat(before) + integer(host, value, 1);
  return {
    request: { op: 'save', description: description([{ ...byte, offset: before }]), memory: memory(host, [block(bytes)]) },
    schema: 'save',
    expected: [{ status: 'ok', wire: integer(host, value, 1) }],
  };
}
