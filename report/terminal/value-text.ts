import type { Element, Member, StructShape, Value } from '../../vmstate/model.ts';
import { shortHex } from './hex.ts';

/** Elements of an array that are spelled out. */
const SHOWN = 16;

/** A member's value on one line; null where there is nothing to say (unused bytes have no value). */
export function valueText(member: Member, value: Value | undefined): string | null {
  const { element, count } = member;
  if (element.kind === 'unused' || value === undefined) return null;
  if (count.kind === 'one') return elementText(element, value);
  if (!Array.isArray(value)) return String(value);
  const shown = value.slice(0, SHOWN).map((each) => elementText(element, each));
  const rest = value.length > SHOWN ? `, … (${value.length} elements)` : '';
  return `[${shown.join(', ')}${rest}]`;
}

function elementText(element: Element, value: Value): string {
  if (value === null) return 'NULL';
  if (value instanceof Uint8Array) return shortHex(value);
  if (Array.isArray(value)) return element.kind === 'struct' ? structText(element.struct, value) : '?';
  if (element.kind === 'scalar' && element.type === 'bool') return value === 0 ? 'false' : 'true';
  return String(value);
}

function structText({ members }: StructShape, values: readonly Value[]): string {
  const parts = members.flatMap((member, i) => {
    const text = valueText(member, values[i]);
    return text === null ? [] : [`${member.name}: ${text}`];
  });
  return `{${parts.join(', ')}}`;
}
