import { VMS } from '../vmstate/host/flags.ts';
import type { Value } from '../vmstate/model/model.ts';
import type { MemberPlan, StructPlan } from './plan.ts';

/** Bytes of links and heads beside each element of a container. */
const LINKS = 64;

/**
 * How many bytes of host memory the values after a load need beyond the object itself, roughly: what
 * was there before counts as well. The oracle, which knows no host, can only bound the number of elements.
 */
export function allocatedBytes(plan: StructPlan, values: readonly Value[]): number {
  const { members, subsections } = plan;
  let sum = 0;
  members.forEach((member, i) => {
    sum += bytesOfMember(member, values[i] ?? null);
  });
  subsections.forEach((inner, k) => {
    const value = values[members.length + k];
    if (Array.isArray(value)) sum += allocatedBytes(inner, value);
  });
  return sum;
}

/** The most bytes that one element has, of any member at any depth. */
export function largestElement({ size, members, subsections }: StructPlan): number {
  const structs = [...members.flatMap(({ struct, key }) => [struct, key]), ...subsections];
  return Math.max(
    size,
    ...members.map(({ elementSize }) => elementSize),
    ...structs.map((struct) => (struct === null ? 0 : largestElement(struct))),
  );
}

function bytesOfMember(member: MemberPlan, value: Value): number {
  const { flags, single, elementSize, struct, key } = member;
  if (value instanceof Uint8Array) return value.length;
  if (!Array.isArray(value)) return 0;
  if (single && member.member.element.kind === 'struct') return inside(struct, value);
  // A list or a tree is single, and its value an array.
  const own = single || (flags & (VMS.POINTER | VMS.ARRAY_OF_POINTER)) !== 0 ? elementSize + (single ? LINKS : 0) : 0;
  let sum = own * value.length;
  if (struct === null && key === null) return sum;
  for (const element of value) sum += inside(struct, element);
  return sum;
}

function inside(struct: StructPlan | null, value: Value): number {
  return struct === null || !Array.isArray(value) ? 0 : allocatedBytes(struct, value);
}
