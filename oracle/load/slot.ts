import { EINVAL, VMS_MARKER_PTR_NULL, VMS_MARKER_PTR_VALID } from '../../vmstate/wire.ts';
import { readByte } from '../wire/reader.ts';
import { reject, rejectStream, tell, undefinedAt, type Field, type Load, type Status } from './state.ts';
import { zeroElement } from './zero-value.ts';

/** What a load finds in front of an element behind a slot. */
export type SlotStep =
  /** The element follows. */
  | { readonly kind: 'element' }
  /** The slot is NULL and stays so: no element follows. */
  | { readonly kind: 'null' }
  | { readonly kind: 'failed'; readonly status: Status };

const ELEMENT: SlotStep = { kind: 'element' };
const NULL: SlotStep = { kind: 'null' };

/**
 * Reads what comes before the element behind the slot of the field's current
 * element. Whether a marker is read is decided by the destination's own slot:
 * only a NULL one has a marker.
 */
export function readSlot(load: Load, { member, target, at, depth }: Field): SlotStep {
  if (target[at] !== null) {
    // vmstate.c:vmstate_load_next, 11.1, asserts that a slot to allocate is NULL.
    if (member.slots === 'allocated') undefinedAt(load, depth, 'a slot to allocate that is not NULL');
    return ELEMENT;
  }
  const marker = readByte(load.reader);
  if (marker === VMS_MARKER_PTR_NULL) return NULL;
  const refusal = { code: EINVAL, cause: 'marker', why: `${marker} is no marker of a NULL element` } as const;
  // vmstate-types.c:get_nullptr and the check after each element, 10.2.
  if (!load.rules.markers) return failed(load, marker, rejectStream(load, depth, refusal));
  // vmstate.c:vmstate_ptr_marker_load, 11.1: the stream error is not set here.
  if (marker !== VMS_MARKER_PTR_VALID) return failed(load, marker, reject(load, depth, refusal));
  // vmstate.c:vmstate_load_next, 11.1, asserts that only a slot to allocate can be marked as valid.
  if (member.slots !== 'allocated') undefinedAt(load, depth, 'an element for a slot that is NULL');
  target[at] = zeroElement(member.element);
  return ELEMENT;
}

function failed(load: Load, marker: number, status: Status): SlotStep {
  tell(load, 'marker', { marker });
  return { kind: 'failed', status };
}
