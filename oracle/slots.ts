import type { DialectTraits } from '../vmstate/dialect.ts';
import type { Member } from '../vmstate/model/model.ts';

/**
 * Why an array of pointers cannot be what the member says it is, or
 * `undefined` if it can.
 *
 * The engine hands the size of a slot, not of the element, to the code that
 * reads and writes raw bytes (vmstate.c:vmstate_size and its callers, 10.2 and
 * 11.1): a buffer behind a slot is as long as a pointer of the host, and what
 * a sibling sizes would also say how far apart the slots are.
 */
export function slotsProblem(member: Member, traits: DialectTraits): string | undefined {
  if (member.slots === 'allocated' && !traits.autoAlloc) {
    return 'allocated slots in a dialect that has no VMS_ARRAY_OF_POINTER_AUTO_ALLOC';
  }
  const { kind } = member.element;
  if (slotted.has(kind)) return undefined;
  return arrayProblem(member) ?? `raw bytes (${kind}) behind pointer slots`;
}

const slotted: ReadonlySet<Member['element']['kind']> = new Set([
  'scalar',
  'checked',
  'timer',
  'failing',
  'struct',
  'buffer',
]);

/** Why the member cannot be an array, or `undefined` if it can. */
export function arrayProblem({ element: { kind } }: Member): string | undefined {
  return lone.has(kind) ? `a ${kind} is always single` : undefined;
}

const lone: ReadonlySet<Member['element']['kind']> = new Set([
  'bitmap',
  'list',
  'tmp',
  'tree',
  'bytearray',
  'validate',
]);
