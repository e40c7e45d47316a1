import { isArray, structOf, type Member, type StructShape, type Value } from '../../vmstate/model/model.ts';
import { leave, type Load } from './state.ts';

/**
 * Leaves the values of a temporary object that was not copied to its device.
 * What is behind a pointer in it is the device's own: that was loaded at once
 * (virtio-net: the queues' tx_waiting).
 */
export function leaveObject(load: Load, shape: StructShape, values: Value[]): void {
  const { members, subsections = [] } = shape;
  members.forEach((member, i) => {
    if (!isReached(member)) leaveMember(load, member, values, i);
  });
  subsections.forEach(({ struct }, k) => {
    const part = values[members.length + k];
    if (Array.isArray(part)) leaveObject(load, struct, part);
  });
}

function leaveMember(load: Load, member: Member, values: Value[], i: number): void {
  const value = values[i];
  const struct = member.element.kind === 'list' ? null : structOf(member.element);
  if (struct === null || !leadsAway(struct) || !Array.isArray(value)) leave(load, values, i, 'kept');
  else if (!isArray(member)) leaveObject(load, struct, value);
  else for (const element of value) if (Array.isArray(element)) leaveObject(load, struct, element);
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
