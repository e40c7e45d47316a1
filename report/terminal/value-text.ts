import type { Element, Member, StructShape, Tree, Value } from '../../vmstate/model/model.ts';
import { wordOfValue } from '../../vmstate/model/value.ts';
import { shortHex } from './hex.ts';

/** Elements of an array that are spelled out. */
const SHOWN = 16;

/** A member's value on one line; null where there is nothing to say (unused bytes have no value). */
export function modelValueText(member: Member, value: Value | undefined): string | null {
  const { element, count } = member;
  if (element.kind === 'unused' || element.kind === 'validate' || value === undefined) return null;
  if (count.kind === 'one') return elementText(element, value);
  return Array.isArray(value) ? arrayText(value, (each) => elementText(element, each)) : wordOfValue(value);
}

function arrayText(values: readonly Value[], each: (value: Value) => string): string {
  const shown = values.slice(0, SHOWN).map(each);
  const rest = values.length > SHOWN ? `, … (${values.length} elements)` : '';
  return `[${shown.join(', ')}${rest}]`;
}

function elementText(element: Element, value: Value): string {
  if (value === null) return 'NULL';
  if (value instanceof Uint8Array) return shortHex(value);
  if (element.kind === 'timer' && value === -1n) return 'not pending';
  if (Array.isArray(value)) return structsText(element, value);
  if (element.kind === 'scalar' && element.type === 'bool') return value === 0 ? 'false' : 'true';
  if (element.kind === 'scalar' && element.type === 'cpudouble' && typeof value === 'bigint') return doubleText(value);
  return wordOfValue(value);
}

function structsText(element: Element, value: readonly Value[]): string {
  switch (element.kind) {
    case 'struct':
    case 'tmp':
      return structText(element.struct, value);
    case 'list':
      return arrayText(value, (each) => (Array.isArray(each) ? structText(element.struct, each) : '?'));
    case 'tree':
      return arrayText(value, (each) => (Array.isArray(each) ? nodeText(element, each) : '?'));
    default:
      return '?';
  }
}

/** `5 => {weight: 1}` */
function nodeText({ key, value }: Tree, [own, inner]: readonly Value[]): string {
  const text = key === null || !Array.isArray(own) ? wordOfValue(own) : structText(key, own);
  return `${text} => ${Array.isArray(inner) ? structText(value, inner) : '?'}`;
}

/** `{n: 3, regs: [1, 2, 3]}` */
export function structText({ members, subsections = [] }: StructShape, values: readonly Value[]): string {
  const own = members.flatMap((member, i) => {
    const text = modelValueText(member, values[i]);
    return text === null ? [] : [`${member.name}: ${text}`];
  });
  const parts = subsections.flatMap(({ struct }, k) => {
    const inner = values[members.length + k];
    return Array.isArray(inner) ? [`${struct.name}: ${structText(struct, inner)}`] : [];
  });
  return `{${[...own, ...parts].join(', ')}}`;
}

/** Bits first: two doubles that look alike need not be. */
function doubleText(bits: bigint): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt.asUintN(64, bits));
  return `0x${bits.toString(16).padStart(16, '0')} (${view.getFloat64(0)})`;
}
