import { checkedType, isWide, widthOf, type Scalar } from '../info.ts';
import type { Element, Member, StructShape } from '../model/model.ts';

/**
 * What is wrong with the indices that a struct's members and subsections hold,
 * or with the form of a member; null when nothing is. `path` begins the message.
 */
export function misreference({ members, subsections = [] }: StructShape, path: string): string | null {
  for (const member of members) {
    const at = `${path}/${member.name}`;
    const wide = wideSizeOf(member.element);
    if (wide !== null && integerAt(members, wide) !== 'uint64')
      return `${at}: member ${wide} holds no 64-bit size; it must be a single embedded uint64`;
    for (const index of countsOf(member)) {
      if (!isInteger(integerAt(members, index)))
        return `${at}: member ${index} holds no count; it must be a single embedded integer`;
    }
    if (member.test?.kind === 'sibling' && !isByte(integerAt(members, member.test.by))) {
      return `${at}: member ${member.test.by} is no test; it must be a single embedded byte`;
    }
    const form = misform(member);
    if (form !== null) return `${at}: ${form}`;
  }
  for (const { struct, needed } of subsections) {
    if (needed !== undefined && !isByte(integerAt(members, needed))) {
      return `${path}/${struct.name}: member ${needed} says of no subsection whether it is needed; it must be a single embedded byte`;
    }
  }
  return null;
}

/** The member that a size of 64 bits is in; null for all other elements. */
function wideSizeOf(element: Element): number | null {
  return element.kind === 'vbuffer' && element.half !== undefined ? element.sizedBy : null;
}

function countsOf({ count, element }: Member): number[] {
  const counted = count.kind === 'counted' ? [count.by] : [];
  if (wideSizeOf(element) !== null) return counted;
  return element.kind === 'vbuffer' || element.kind === 'bitmap' ? [...counted, element.sizedBy] : counted;
}

/** The type of a single embedded integer of the struct; null for any other member. */
function integerAt(members: readonly Member[], index: number): Scalar | null {
  const member = members[index];
  if (member?.count.kind !== 'one' || member.storage !== 'embedded') return null;
  return scalarOf(member.element);
}

function scalarOf(element: Element): Scalar | null {
  if (element.kind === 'checked') return checkedType(element.info);
  return element.kind === 'scalar' ? element.type : null;
}

function isInteger(type: Scalar | null): boolean {
  return type !== null && !isWide(type);
}

function isByte(type: Scalar | null): boolean {
  return type !== null && widthOf(type) === 1;
}

/** Elements that QEMU has no array of, and that live in one place only. */
function misform({ element, count, storage, slots, test }: Member): string | null {
  const { kind } = element;
  if (kind === 'timer')
    return storage === 'allocated' || slots === 'allocated' ? 'a load finds a timer, it never allocates one' : null;
  if (!lone.has(kind)) return null;
  const wanted = kind === 'bitmap' ? 'pointer' : 'embedded';
  if (count.kind !== 'one' || storage !== wanted || slots !== 'none')
    return `a ${kind} is always single, its storage "${wanted}" and its slots "none"`;
  return kind === 'validate' && test === undefined ? 'a validate is nothing without a test' : null;
}

const lone: ReadonlySet<Element['kind']> = new Set(['bitmap', 'list', 'tmp', 'tree', 'bytearray', 'validate']);
