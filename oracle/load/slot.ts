import type { Member, Value } from '../../vmstate/model/model.ts';
import { EINVAL, VMS_MARKER_PTR_NULL, VMS_MARKER_PTR_VALID } from '../../vmstate/wire.ts';
import { DONE, reject, rejectStream, undefinedAt, type Load, type Status } from './state.ts';
import { getByte } from '../wire/reader.ts';
import { zeroElement } from './zero-value.ts';

/** The slot is NULL and stays so: no element follows. */
export const SKIPPED: number = 2 ** 41;

/**
 * What comes before the element behind slot `target[at]`: DONE if it is to be
 * loaded, SKIPPED if not. Whether a marker is read is decided by the
 * destination's own slot: only a NULL one has a marker.
 */
export function loadSlot(load: Load, member: Member, target: Value[], at: number, depth: number): Status {
  const isNull = target[at] === null;
  if (!isNull) {
    // vmstate.c:vmstate_load_next, 11.1, asserts that a slot to allocate is NULL.
    if (member.slots === 'allocated') return undefinedAt(load, depth, 'a slot to allocate that is not NULL');
    return DONE;
  }
  const marker = getByte(load.reader);
  if (marker === VMS_MARKER_PTR_NULL) return SKIPPED;
  const problem = `${marker} is no marker of a NULL element`;
  // vmstate-types.c:get_nullptr and the check after each element, 10.2.
  if (!load.rules.markers) return rejectStream(load, depth, EINVAL, 'marker', problem);
  // vmstate.c:vmstate_ptr_marker_load, 11.1: the stream error is not set here.
  if (marker !== VMS_MARKER_PTR_VALID) return reject(load, depth, EINVAL, 'marker', problem);
  // vmstate.c:vmstate_load_next, 11.1, asserts that only a slot to allocate can be told so.
  if (member.slots !== 'allocated') return undefinedAt(load, depth, 'an element for a slot that is NULL');
  target[at] = zeroElement(member.element);
  return DONE;
}
