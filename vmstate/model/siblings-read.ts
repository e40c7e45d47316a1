import type { Member } from './member.ts';
import type { StructShape } from './struct-shape.ts';

/** The members of a struct, by their places, that a count, a size, a test, a temporary object or a subsection of it reads. */
export function siblingsRead({ members, subsections = [] }: StructShape): ReadonlySet<number> {
  const read = new Set<number>();
  for (const member of members) for (const by of readsOf(member)) read.add(by);
  for (const { needed } of subsections) if (needed !== undefined) read.add(needed);
  return read;
}

/** The siblings that a member reads. */
function readsOf({ count, element, test }: Member): number[] {
  const reads: number[] = [];
  if (count.kind === 'counted') reads.push(count.by);
  if (element.kind === 'vbuffer' || element.kind === 'bitmap') reads.push(element.sizedBy);
  if (test?.kind === 'sibling') reads.push(test.by);
  if (element.kind === 'tmp')
    for (const { copyOf } of element.struct.members) if (copyOf !== undefined) reads.push(copyOf);
  return reads;
}
