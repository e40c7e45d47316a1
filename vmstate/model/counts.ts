import { halfOf, type Element } from './element.ts';
import type { Member } from './member.ts';
import type { Value } from './value.ts';

/**
 * How many elements a member has, by the values of its struct: the C `int`
 * arithmetic, none below zero. The counts of 11.2, which are none, are never so
 * large in a case that it matters.
 */
export function elementCount(member: Member, values: readonly Value[]): number {
  const { count } = member;
  switch (count.kind) {
    case 'one':
      return 1;
    case 'fixed':
      return count.n;
    case 'counted':
      return Math.max(0, Math.imul(Number(values[count.by]), count.multiply ?? 1));
  }
}

/** True when a member's count is below zero as C reads it. */
export function isNegative({ count }: Member, values: readonly Value[]): boolean {
  return count.kind === 'counted' && Math.imul(Number(values[count.by]), count.multiply ?? 1) < 0;
}

/** True where an engine needs a pointer although there is no element: its count is below zero, not zero. */
export function wantsPointer(member: Member, values: readonly Value[]): boolean {
  const { element } = member;
  return isNegative(member, values) || (element.kind === 'bitmap' && (Number(values[element.sizedBy]) | 0) < 0);
}

/** Bytes of one buffer element, or of a bitmap's value: 8 for each 64 bits begun. */
export function bufferLength(element: Element, values: readonly Value[]): number {
  switch (element.kind) {
    case 'buffer':
      return element.size;
    case 'vbuffer':
      return Math.max(0, Math.imul(heldSize(element, values), element.multiply ?? 1));
    case 'bitmap':
      return 8 * Math.ceil(Math.max(0, Number(values[element.sizedBy]) | 0) / 64);
    case 'scalar':
    case 'checked':
    case 'failing':
    case 'unused':
    case 'struct':
    case 'list':
    case 'tmp':
    case 'timer':
    case 'tree':
    case 'bytearray':
    case 'validate':
      return 0;
  }
}

/** What the sibling of a vbuffer says, as its reader sees it. */
export function heldSize({ sizedBy, half }: Extract<Element, { kind: 'vbuffer' }>, values: readonly Value[]): number {
  const held = values[sizedBy];
  return typeof held === 'bigint' && half !== undefined ? halfOf(held, half) : Number(held);
}
