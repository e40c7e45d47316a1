import { isArray, structOf, type Member, type StructShape, type Value } from '../../vmstate/model/model.ts';
import { leave, type Load } from './state.ts';

/**
 * Leaves the values of a temporary object that was not copied to its device.
 * What is behind a pointer in it is the device's own: that was loaded at once
 * (virtio-net: the queues' tx_waiting). `before`: what the object held before,
 * whose parts it shares where the load did not come.
 */
export function leaveObject(load: Load, shape: StructShape, values: Value[], before: Value | undefined): void {
  const { members, subsections = [] } = shape;
  const old = Array.isArray(before) ? before : [];
  members.forEach((member, i) => {
    if (!isReached(member)) leaveMember(load, member, values, { i, old: old[i] });
  });
  subsections.forEach(({ struct }, k) => {
    const i = members.length + k;
    const part = ownPart(values, i, old[i]);
    if (part !== null) leaveSubsection(load, struct, part, old[i]);
  });
}

/** What a subsection wrote that came before, and was loaded over by this one, is lost with the object as well. */
function leaveSubsection(load: Load, struct: StructShape, part: Value[], before: Value | undefined): void {
  leaveObject(load, struct, part, before);
  for (const [first, second] of load.repeats) if (second === part) leaveSubsection(load, struct, first, before);
}

/** The part of the values that is an array: a copy that stands in its place if it is that of before. */
function ownPart(values: Value[], i: number, old: Value | undefined): Value[] | null {
  const part = values[i];
  if (!Array.isArray(part)) return null;
  if (part !== old) return part;
  const own = part.slice();
  values[i] = own;
  return own;
}

interface Place {
  readonly i: number;
  /** What stood there before the load. */
  readonly old: Value | undefined;
}

function leaveMember(load: Load, member: Member, values: Value[], { i, old }: Place): void {
  const struct = member.element.kind === 'list' ? null : structOf(member.element);
  const part = struct === null || !leadsAway(struct) ? null : ownPart(values, i, old);
  if (struct === null || part === null) leave(load, values, i, 'kept');
  else if (!isArray(member)) leaveObject(load, struct, part, old);
  else
    part.forEach((_, j) => {
      const before = Array.isArray(old) ? old[j] : undefined;
      const element = ownPart(part, j, before);
      if (element !== null) leaveObject(load, struct, element, before);
    });
}

/** Whether something of the struct is behind a pointer, so that a load writes it outside of the struct. */
export function leadsAway({ members, subsections = [] }: StructShape): boolean {
  return (
    members.some((member) => {
      const struct = structOf(member.element);
      return isReached(member) || (struct !== null && leadsAway(struct));
    }) || subsections.some(({ struct }) => leadsAway(struct))
  );
}

function isReached({ migrated, storage, slots }: Member): boolean {
  return migrated && (storage !== 'embedded' || slots !== 'none');
}
