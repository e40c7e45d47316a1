import { VMS_MARKER_PTR_NULL } from '../../vmstate/wire.ts';
import { NULL_ADDRESS, storePointer } from '../../engine/reference/access.ts';
import { getByte, giveBack, nextByte } from '../../engine/reference/input.ts';
import { SKIPPED } from '../../engine/reference/ops.ts';
import { putByte } from '../../engine/reference/output.ts';
import { areaFault, type FaultyEngine } from './faulty-engine.ts';

/** NULL elements that travel wrongly. */
export const markerFaults: readonly FaultyEngine[] = [
  areaFault(
    { area: 'null-marker', id: 'null-marker-zero', breaks: 'A NULL element is written as the byte 0x00.' },
    (right) => ({
      putMarker(machine, field, valid) {
        if (valid) right.putMarker(machine, field, valid);
        else putByte(machine.output, 0);
      },
    }),
  ),
  areaFault(
    { area: 'null-marker', id: 'null-marker-letter', breaks: 'A NULL element is written as the byte 0x4e, an N.' },
    (right) => ({
      putMarker(machine, field, valid) {
        if (valid) right.putMarker(machine, field, valid);
        else putByte(machine.output, 0x4e);
      },
    }),
  ),
  areaFault(
    { area: 'null-marker', id: 'null-writes-nothing', breaks: 'A NULL element leaves no byte on the wire.' },
    (right) => ({
      putMarker(machine, field, valid) {
        if (valid) right.putMarker(machine, field, valid);
      },
    }),
  ),
  areaFault(
    { area: 'null-marker', id: 'null-marker-twice', breaks: 'A NULL element is written as two markers.' },
    (right) => ({
      putMarker(machine, field, valid) {
        right.putMarker(machine, field, valid);
        if (!valid) right.putMarker(machine, field, valid);
      },
    }),
  ),
  areaFault(
    {
      area: 'null-marker',
      id: 'null-marker-not-consumed',
      breaks: 'The marker of a NULL element stays in the stream.',
    },
    (right) => ({
      next(machine, field, address, size) {
        const element = right.next(machine, field, address, size);
        if (element === SKIPPED) giveBack(machine.input, 1);
        return element;
      },
    }),
  ),
  areaFault(
    { area: 'null-marker', id: 'null-marker-unchecked', breaks: 'Any byte passes for the marker of a NULL element.' },
    (right) => ({
      next(machine, field, address, size) {
        if (machine.ops.follow(machine, field, address) !== NULL_ADDRESS) {
          return right.next(machine, field, address, size);
        }
        const byte = nextByte(machine.input);
        if (byte !== undefined && byte < VMS_MARKER_PTR_NULL) {
          getByte(machine.input);
          return SKIPPED;
        }
        return right.next(machine, field, address, size);
      },
    }),
  ),
  areaFault(
    {
      area: 'null-marker',
      id: 'null-slot-overwritten',
      breaks: 'A load stores a pointer in the slot of a NULL element.',
    },
    (right) => ({
      next(machine, field, address, size) {
        const element = right.next(machine, field, address, size);
        if (element === SKIPPED) storePointer(machine, address, 0);
        return element;
      },
    }),
  ),
];
