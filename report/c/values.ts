import type { Value } from '../../vmstate/model.ts';
import type { Init } from './braces.ts';
import { byteLiteral, literal, opposite } from './literal.ts';
import { hasMember, isBytes, type CMember, type CStruct } from './tree.ts';

/**
 * `source`: the values. `destination`: what a load needs to be there (pointers,
 * counts it reads before it loads them) and otherwise the opposite of what it
 * must bring. What the stream does not carry is there already, so that after
 * the load both are equal all over.
 */
export type Side = 'source' | 'destination';

/** The initialiser of an object. */
export function objectInit(struct: CStruct, values: readonly Value[], side: Side, prefix: string): Init {
  const items = struct.members.flatMap((member, i) => {
    const init = hasMember(member) ? memberInit(member, values[i] ?? null, sideOf(member, side)) : null;
    return init === null ? [] : [labelled(`.${member.name} =`, init)];
  });
  return { prefix, items };
}

function sideOf({ planned }: CMember, side: Side): Side {
  return planned.carried && !planned.preset ? side : 'source';
}

function labelled(label: string, init: Init): Init {
  return typeof init === 'string' ? `${label} ${init}` : { prefix: `${label}${init.prefix === '' ? '' : ` ${init.prefix}`}`, items: init.items };
}

/** Null: zeros, or NULL, will do. */
function memberInit(member: CMember, value: Value, side: Side): Init | null {
  const { storage, slots } = member.planned.member;
  if (storage === 'allocated' && side === 'destination') return null;
  if (slots !== 'none') return slotsInit(member, Array.isArray(value) ? value : [], side);
  const elements = member.planned.single ? [value] : Array.isArray(value) ? value : [];
  if (storage === 'embedded') return embeddedInit(member, elements, side);
  return pointeeInit(member, elements, side, member.planned.single);
}

function embeddedInit(member: CMember, elements: readonly Value[], side: Side): Init | null {
  if (isBytes(member)) {
    const items = elements.flatMap((each) => byteItems(each, side));
    return items.length === 0 ? null : { prefix: '', items };
  }
  const items = elements.map((each) => elementInit(member, each, side, ''));
  if (member.planned.single) return items[0] ?? null;
  return items.length === 0 ? null : { prefix: '', items };
}

/** The engine wants a pointer even where it then finds that there are no elements. */
function pointeeInit(member: CMember, elements: readonly Value[], side: Side, single: boolean): Init {
  const { type } = member;
  if (single && !isBytes(member)) return addressInit(member, elements[0] ?? null, side);
  const items = isBytes(member) ? elements.flatMap((each) => byteItems(each, side)) : elements.map((each) => elementInit(member, each, side, ''));
  return items.length === 0 ? { prefix: `(${type}[1])`, items } : { prefix: `(${type}[])`, items };
}

function slotsInit(member: CMember, elements: readonly Value[], side: Side): Init | null {
  const { storage, slots } = member.planned.member;
  const empty = slots === 'allocated' && side === 'destination';
  const items = elements.map((each) => (each === null || empty ? 'NULL' : pointeeInit(member, [each], side, true)));
  if (storage === 'embedded') return items.length === 0 ? null : { prefix: '', items };
  return { prefix: items.length === 0 ? `(${member.type} *[1])` : `(${member.type} *[])`, items };
}

function addressInit(member: CMember, value: Value, side: Side): Init {
  const prefix = `&(${member.type})`;
  if (member.inner !== null) return elementInit(member, value, side, prefix);
  return { prefix, items: [elementInit(member, value, side, '')] };
}

function elementInit({ planned, inner }: CMember, value: Value, side: Side, prefix: string): Init {
  if (inner !== null) return objectInit(inner, Array.isArray(value) ? value : [], side, prefix);
  const { element } = planned.member;
  if (element.kind !== 'scalar') return '0';
  return literal(element.type, side === 'source' ? value : opposite(element.type, value));
}

function byteItems(value: Value, side: Side): string[] {
  if (!(value instanceof Uint8Array)) return [];
  return Array.from(value, (byte) => byteLiteral(side === 'source' ? byte : byte ^ 0xff));
}
