import { VMS_MARKER_PTR_NULL } from '../../vmstate/wire.ts';
import { NULL_ADDRESS, storePointer } from '../../engine/reference/access.ts';
import { getByte, giveBack, nextByte } from '../../engine/reference/input.ts';
import { SKIPPED } from '../../engine/reference/ops.ts';
import { putByte } from '../../engine/reference/output.ts';
import { fault, type FaultyEngine } from './faulty-engine.ts';

/** NULL elements that travel wrongly. */
export const markerFaults: readonly FaultyEngine[] = [
  fault('null-marker', 'null-marker-zero', 'A NULL element is written as the byte 0x00.', (right) => ({
    putMarker(machine, field, valid) {
      if (valid) right.putMarker(machine, field, valid);
      else putByte(machine.output, 0);
    },
  })),
  fault('null-marker', 'null-writes-nothing', 'A NULL element leaves no byte on the wire.', (right) => ({
    putMarker(machine, field, valid) {
      if (valid) right.putMarker(machine, field, valid);
    },
  })),
  fault('null-marker', 'null-marker-twice', 'A NULL element is written as two markers.', (right) => ({
    putMarker(machine, field, valid) {
      right.putMarker(machine, field, valid);
      if (!valid) right.putMarker(machine, field, valid);
    },
  })),
  fault('null-marker', 'null-marker-not-consumed', 'The marker of a NULL element stays in the stream.', (right) => ({
    next(machine, field, address, size) {
      const element = right.next(machine, field, address, size);
      if (element === SKIPPED) giveBack(machine.input, 1);
      return element;
    },
  })),
  fault('null-marker', 'null-marker-unchecked', 'Any byte passes for the marker of a NULL element.', (right) => ({
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
  })),
  fault('null-marker', 'null-slot-overwritten', 'A load stores a pointer in the slot of a NULL element.', (right) => ({
    next(machine, field, address, size) {
      const element = right.next(machine, field, address, size);
      if (element === SKIPPED) storePointer(machine, address, 0);
      return element;
    },
  })),
];
