import { widthOf, type InfoResults } from '../vmstate/info.ts';
import type { JsonObject } from '../engine/protocol/fault.ts';
import type { SmokeHost, Message } from './exchange.ts';

/** Makers of the messages' parts, for the ABI at hand. */

export type PointerText = readonly number[];

export interface BlockText {
  readonly bytes: string;
  readonly pointers: readonly PointerText[];
}

export function blockJson(bytes: string, pointers: readonly PointerText[] = []): BlockText {
  return { bytes, pointers };
}

export function memoryJson({ abi, anyAbi }: SmokeHost, blocks: readonly BlockText[]): JsonObject {
  const own = { abi: { pointer_size: abi.pointerSize, byte_order: abi.byteOrder } };
  return { ...(anyAbi ? own : {}), blocks };
}

/** An integer as it lies in the host's memory. */
export function integerHex({ abi }: SmokeHost, value: number, width: 1 | 2 | 4 | 8): string {
  const digits = value.toString(16).padStart(2 * width, '0');
  return abi.byteOrder === 'big' ? digits : (digits.match(/../g) ?? []).reverse().join('');
}

/** What lies under a pointer slot. */
export function slot({ abi }: SmokeHost): string {
  return '00'.repeat(abi.pointerSize);
}

export function fieldJson(
  name: string,
  info: string,
  offset: number,
  size: number,
  flags: readonly string[],
): JsonObject {
  return { name, offset, size, flags, info };
}

/** A byte whose info is the device's own. */
export function failingField(results: InfoResults): JsonObject {
  return { ...fieldJson('value', 'failing', 0, 1, ['VMS_SINGLE']), results: { ...results } };
}

export const failingNeeds: readonly string[] = ['VMS_SINGLE', 'info:failing'];

export function descriptionJson(fields: readonly JsonObject[], name = 'dev'): JsonObject {
  return { name, version_id: 1, minimum_version_id: 1, fields };
}

/** What the plain type of the host takes in memory and on the wire. */
export function plainWidth({ plain }: SmokeHost): 1 | 2 | 4 | 8 {
  return widthOf(plain);
}

/** A save of one plain integer, right behind room for `before` more of them. */
export function savePlain(host: SmokeHost, value: number, before = 0): Message {
  const width = plainWidth(host);
  const bytes = '00'.repeat(before * width) + integerHex(host, value, width);
  return {
    request: {
      op: 'save',
      description: descriptionJson([plainField(host, before * width)]),
      memory: memoryJson(host, [blockJson(bytes)]),
    },
    schema: 'save',
    expected: [{ status: 'ok', wire: plainWire(host, value) }],
  };
}

/** A field of the plain type. */
export function plainField(
  host: SmokeHost,
  offset = 0,
  flags: readonly string[] = ['VMS_SINGLE'],
  name = 'value',
): JsonObject {
  return fieldJson(name, host.plain, offset, plainWidth(host), flags);
}

export function plainWire(host: SmokeHost, value: number): string {
  return value.toString(16).padStart(2 * plainWidth(host), '0');
}
