import { rewindOutput } from '../../engine/reference/output.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import { EINVAL } from '../../vmstate/wire.ts';
import { ruleFault, type FaultyEngine } from './faulty-engine.ts';

/** Without 10.0, which aborts at a positive result. */
const failing: readonly Dialect[] = ['qemu-7.2', 'qemu-8.2', 'qemu-10.2'];
const ignoring: readonly Dialect[] = ['qemu-11.1', 'qemu-11.2'];

/** Infos of a device's own, whose results are not listened to, or misheard. */
export const ownInfoFaults: readonly FaultyEngine[] = [
  ruleFault(
    { rules: ['VMS-INFO-1'], id: 'get-failure-ignored', breaks: 'A load goes on after the get of an info failed.' },
    () => ({ getResult: () => 0 }),
  ),
  ruleFault(
    {
      rules: ['VMS-INFO-1'],
      id: 'get-failure-minus-1-ignored',
      breaks: 'A get that returns -1 is taken for one that succeeds.',
    },
    (right) => ({ getResult: (machine, result) => (result === -1 ? 0 : right.getResult(machine, result)) }),
  ),
  ruleFault(
    {
      rules: ['VMS-INFO-1'],
      id: 'get-stores-on-success-only',
      breaks: 'What a get has read is not kept when it fails.',
    },
    (right) => ({
      get(machine, info, address, size) {
        if (info !== 'failing') return right.get(machine, info, address, size);
        const own = machine.bytes[address] ?? 0;
        const code = right.get(machine, info, address, size);
        const failing = machine.fields[machine.depth]?.results;
        if (failing !== undefined && failing.get < 0) machine.bytes[address] = own;
        return code;
      },
    }),
  ),
  ruleFault(
    { rules: ['VMS-INFO-1'], id: 'get-positive-refused', breaks: 'A positive result of get fails the load.' },
    (right) => ({ getResult: (machine, result) => right.getResult(machine, result > 0 ? EINVAL : result) }),
  ),
  ruleFault(
    { rules: ['VMS-INFO-2'], id: 'put-failure-ignored', breaks: 'A save goes on after the put of an info failed.' },
    (right) => ({ putResult: (machine, result) => (result < 0 ? 0 : right.putResult(machine, result)) }),
  ),
  ruleFault(
    {
      rules: ['VMS-INFO-2'],
      id: 'put-failure-negated',
      breaks: 'A put fails when its negated result is above 0, which that of the lowest int is not.',
    },
    (right) => ({ putResult: (machine, result) => (result === -2147483648 ? 0 : right.putResult(machine, result)) }),
  ),
  ruleFault(
    {
      rules: ['VMS-CODE-3'],
      id: 'refused-save-leaves-nothing',
      breaks: 'A save that is refused takes back what it has written.',
    },
    (right) => ({
      saveFailed(machine, field, code) {
        rewindOutput(machine.output);
        right.saveFailed(machine, field, code);
      },
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-INFO-3'],
      id: 'put-positive-accepted',
      breaks: 'A positive result of put means nothing, as in a later release.',
      dialects: failing,
    },
    (right) => ({ putResult: (machine, result) => (result > 0 ? 0 : right.putResult(machine, result)) }),
  ),
  ruleFault(
    {
      rules: ['VMS-INFO-3'],
      id: 'put-positive-refused',
      breaks: 'A positive result of put fails the save, as in an earlier release.',
      dialects: ignoring,
    },
    (right) => ({ putResult: (machine, result) => right.putResult(machine, result > 0 ? EINVAL : result) }),
  ),
];
