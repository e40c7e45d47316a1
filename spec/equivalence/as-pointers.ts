import type { Member, Model, StructShape } from '../../vmstate/model/model.ts';
import { restate } from './restate.ts';

/** What lies in the struct lies behind a pointer, and the other way round. */
export function asPointers(model: Model): Model | null {
  return restate(model, (member) => {
    if (!movable.has(member.element.kind) || isRead(model.shape, member)) return null;
    return { member: { ...member, storage: member.storage === 'embedded' ? 'pointer' : 'embedded' } };
  });
}

/** What can be embedded or behind a pointer as one likes. */
const movable: ReadonlySet<Member['element']['kind']> = new Set([
  'scalar',
  'checked',
  'timer',
  'buffer',
  'vbuffer',
  'struct',
]);

/** True when a count, a size, a test or a subsection reads the member: it must stay where it is. */
function isRead({ members, subsections = [] }: StructShape, member: Member): boolean {
  const i = members.indexOf(member);
  return members.some((reader) => readsOf(reader).includes(i)) || subsections.some(({ needed }) => needed === i);
}

/** The siblings that a member reads. */
function readsOf({ count, element, test }: Member): number[] {
  const reads: number[] = [];
  if (count.kind === 'counted') reads.push(count.by);
  if (element.kind === 'vbuffer' || element.kind === 'bitmap') reads.push(element.sizedBy);
  if (test?.kind === 'sibling') reads.push(test.by);
  return reads;
}
