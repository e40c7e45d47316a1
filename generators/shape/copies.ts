import { siblingsRead, type Member, type StructShape } from '../../vmstate/model/model.ts';
import { newMember } from '../uniform.ts';
import { numberForCopy } from './siblings.ts';
import type { Making, Sketch } from './sketch.ts';

/**
 * Makes some numbers of a temporary object copies of members of its parent, as virtio-net
 * does with its number of queues: most of those that the object counts by, some of the others.
 */
export function drawCopies(making: Making, sketch: Sketch, struct: StructShape): StructShape {
  const { draw } = making;
  const read = siblingsRead(struct);
  const sizes = sizesIn(struct);
  const taken = new Set<Member>();
  const members = struct.members.map((member, i) => {
    const { element, count, storage, slots } = member;
    const isPlain = count.kind === 'one' && storage === 'embedded' && slots === 'none';
    if (element.kind !== 'scalar' || !isPlain || sizes.has(i)) return member;
    if (!draw.chance(read.has(i) ? 75 : 30)) return member;
    const copyOf = numberForCopy(making, sketch, element.type, taken);
    const parent = sketch.members[copyOf];
    if (parent !== undefined) taken.add(parent);
    return newMember({ ...member, copyOf });
  });
  return { ...struct, members };
}

/** The places of sizes: they are read from where they lie. */
function sizesIn({ members }: StructShape): ReadonlySet<number> {
  return new Set(
    members.flatMap(({ element }) =>
      element.kind === 'vbuffer' || element.kind === 'bitmap' ? [element.sizedBy] : [],
    ),
  );
}
