import { giveBack, takenOf } from '../../engine/reference/input.ts';
import { isChecked } from '../../vmstate/info.ts';
import { ruleFault, type FaultyEngine } from './faulty-engine.ts';

/** Integers that are compared wrongly, or stored when they must not be. */
export const checkFaults: readonly FaultyEngine[] = [
  ruleFault(
    {
      rules: ['VMS-CHECK-1'],
      id: 'equal-not-compared',
      breaks: 'An integer that must be equal is read and not compared.',
    },
    (right) => ({
      accepts: (info, loaded, current) => info !== 'int32_le' || right.accepts(info, loaded, current),
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-CHECK-1'],
      id: 'equal-compared-in-low-byte',
      breaks: 'Of integers that must be equal only the lowest bytes are compared.',
    },
    (right) => ({
      accepts: (info, loaded, current) =>
        info === 'int32_le'
          ? right.accepts(info, loaded, current)
          : BigInt.asUintN(8, BigInt(loaded)) === BigInt.asUintN(8, BigInt(current)),
    }),
  ),
  ruleFault(
    { rules: ['VMS-CHECK-2'], id: 'le-accepts-greater', breaks: 'A value greater than the own one passes int32_le.' },
    (right) => ({
      accepts: (info, loaded, current) => (info === 'int32_le' ? loaded >= 0 : right.accepts(info, loaded, current)),
    }),
  ),
  ruleFault(
    { rules: ['VMS-CHECK-2'], id: 'le-accepts-negative', breaks: 'A negative value passes int32_le.' },
    (right) => ({
      accepts: (info, loaded, current) =>
        info === 'int32_le' ? loaded <= current : right.accepts(info, loaded, current),
    }),
  ),
  ruleFault(
    { rules: ['VMS-CHECK-2'], id: 'le-must-be-less', breaks: 'A value equal to the own one does not pass int32_le.' },
    (right) => ({
      accepts: (info, loaded, current) =>
        right.accepts(info, loaded, current) && (info !== 'int32_le' || loaded < current),
    }),
  ),
  ruleFault(
    { rules: ['VMS-CHECK-2'], id: 'le-stores-on-refusal', breaks: 'int32_le stores the value that it refuses.' },
    (right) => ({
      get(machine, info, address, size) {
        const before = takenOf(machine.input);
        const code = right.get(machine, info, address, size);
        const { buffer, index } = machine.input;
        const sent = buffer.subarray(index - (takenOf(machine.input) - before), index);
        if (info === 'int32_le' && code !== 0 && sent.length === 4) {
          machine.bytes.set(machine.little ? sent.slice().reverse() : sent, address);
        }
        return code;
      },
    }),
  ),
  ruleFault(
    { rules: ['VMS-CHECK-2'], id: 'le-not-stored', breaks: 'int32_le compares and keeps its own value.' },
    (right) => ({
      get(machine, info, address, size) {
        const own = machine.bytes.slice(address, address + 4);
        const code = right.get(machine, info, address, size);
        if (info === 'int32_le') machine.bytes.set(own, address);
        return code;
      },
    }),
  ),
  ruleFault(
    { rules: ['VMS-CHECK-1'], id: 'equal-not-consumed', breaks: 'An integer that must be equal stays in the stream.' },
    (right) => ({
      get(machine, info, address, size) {
        const before = takenOf(machine.input);
        const code = right.get(machine, info, address, size);
        if (isChecked(info) && info !== 'int32_le') giveBack(machine.input, takenOf(machine.input) - before);
        return code;
      },
    }),
  ),
];
