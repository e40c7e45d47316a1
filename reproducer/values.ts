import type { Value } from '../vmstate/model/model.ts';
import type { Init } from './braces.ts';
import { byteLiteral, cLiteral, longLiterals } from './literal.ts';
import { columnsOf, hasMember, isBytes, scalarOf, type CMember, type CStruct } from './tree.ts';

/** The initialiser of an object, of whose subsections the members are its own. What it cannot say, set-up.ts does. */
export function objectInit(
  { plan, members, subsections }: CStruct,
  values: readonly Value[],
  pointerSize: number,
  prefix: string,
): Init {
  const own = members.flatMap((member, i) => {
    const init = hasMember(member) ? memberInit(member, values[i] ?? null, pointerSize) : null;
    return init === null ? [] : [labelled(`.${member.name} =`, init)];
  });
  const others = subsections.flatMap((part, k) => {
    const inner = objectInit(part, structValue(values[plan.members.length + k]), pointerSize, '');
    return typeof inner === 'string' ? [] : inner.items;
  });
  return { prefix, items: [...own, ...others] };
}

function labelled(label: string, init: Init): Init {
  return typeof init === 'string'
    ? `${label} ${init}`
    : { prefix: `${label}${init.prefix === '' ? '' : ` ${init.prefix}`}`, items: init.items };
}

function structValue(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? value : [];
}

/** Null: zeros, or NULL, will do. */
function memberInit(member: CMember, value: Value, pointerSize: number): Init | null {
  const {
    element: { kind },
    storage,
    slots,
  } = member.planned.member;
  if (
    kind === 'list' ||
    kind === 'tree' ||
    kind === 'bytearray' ||
    (storage !== 'embedded' && value === null && slots === 'none')
  )
    return null;
  if (kind === 'timer' && storage === 'embedded' && slots === 'none') return null;
  const elements = member.planned.single ? [value] : structValue(value);
  if (slots !== 'none') return slotsInit(member, elements, pointerSize);
  if (storage === 'embedded') return embeddedInit(member, elements, pointerSize);
  return pointeeInit(member, elements, pointerSize, member.planned.single);
}

function embeddedInit(member: CMember, elements: readonly Value[], pointerSize: number): Init | null {
  const items = isBytes(member)
    ? elements.flatMap(byteItems)
    : elements.map((each) => row(member, elementInit(member, each, pointerSize, '')));
  if (member.planned.single && !isBytes(member)) return items[0] ?? null;
  return items.length === 0 ? null : { prefix: '', items };
}

/** QEMU follows the pointer even if there are no elements. */
function pointeeInit(member: CMember, elements: readonly Value[], pointerSize: number, single: boolean): Init {
  const items = elements.flatMap((each): Init[] => {
    if (isBytes(member)) return byteItems(each);
    if (each instanceof Uint8Array) return longLiterals(each, pointerSize);
    return [row(member, elementInit(member, each, pointerSize, ''))];
  });
  const { type, inner } = member;
  const columns = columnsOf(member);
  const width = columns === 1 ? '' : `[${columns}]`;
  if (items.length === 0) return { prefix: `(${type}[1]${width})`, items };
  const { element } = member.planned.member;
  if (!single || (scalarOf(element) === null && inner === null && element.kind !== 'timer'))
    return { prefix: `(${type}[]${width})`, items };
  return scalarOf(element) !== null
    ? { prefix: `&(${type})`, items }
    : elementInit(member, elements[0] ?? null, pointerSize, `&(${type})`);
}

function slotsInit(member: CMember, elements: readonly Value[], pointerSize: number): Init | null {
  const items = elements.map((each) => (each === null ? 'NULL' : pointeeInit(member, [each], pointerSize, true)));
  if (member.planned.member.storage === 'embedded') return items.length === 0 ? null : { prefix: '', items };
  return { prefix: items.length === 0 ? `(${member.type} *[1])` : `(${member.type} *[])`, items };
}

function elementInit({ planned, inner }: CMember, value: Value, pointerSize: number, prefix: string): Init {
  if (inner !== null) return objectInit(inner, structValue(value), pointerSize, prefix);
  const scalar = scalarOf(planned.member.element);
  // A timer is set later, but must be there.
  return scalar === null ? { prefix, items: [] } : cLiteral(scalar, value);
}

/** An element as it stands in an array. */
function row(member: CMember, element: Init): Init {
  return columnsOf(member) === 1 ? element : { prefix: '', items: [element] };
}

function byteItems(value: Value): string[] {
  return value instanceof Uint8Array ? Array.from(value, byteLiteral) : [];
}
