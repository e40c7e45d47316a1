import { ruleFault, type FaultyEngine } from './faulty-engine.ts';

/** Swaps the halves of every eight bytes written since. */
function swapHalves(bytes: Uint8Array, from: number, to: number): void {
  for (let at = from; at + 8 <= to; at += 8) {
    const high = bytes.slice(at, at + 4);
    bytes.copyWithin(at, at + 4, at + 8);
    bytes.set(high, at + 4);
  }
}

/** Bitmaps and doubles: values of more than one word. */
export const wordFaults: readonly FaultyEngine[] = [
  ruleFault(
    {
      rules: ['VMS-BITMAP-1'],
      id: 'bitmap-halves-swapped',
      breaks: 'The 64-bit words of a bitmap are written low half first.',
    },
    (right) => ({
      put(machine, info, address, size) {
        const before = machine.output.used - machine.output.start;
        right.put(machine, info, address, size);
        const { bytes, start, used } = machine.output;
        if (info === 'bitmap') swapHalves(bytes, start + before, used);
      },
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-BITMAP-1'],
      id: 'bitmap-rounded-down',
      breaks: 'The bits behind the last full word of a bitmap are not sent.',
    },
    (right) => ({
      put(machine, info, address, size) {
        right.put(machine, info, address, info === 'bitmap' ? Math.trunc(size / 64) * 64 : size);
      },
      get: (machine, info, address, size) =>
        right.get(machine, info, address, info === 'bitmap' ? Math.trunc(size / 64) * 64 : size),
    }),
  ),
  ruleFault(
    { rules: ['VMS-BITMAP-1'], id: 'bitmap-size-in-bytes', breaks: 'The size of a bitmap is taken for bytes.' },
    (right) => ({
      put(machine, info, address, size) {
        right.put(machine, info === 'bitmap' ? 'buffer' : info, address, size);
      },
      get: (machine, info, address, size) => right.get(machine, info === 'bitmap' ? 'buffer' : info, address, size),
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-BITMAP-1'],
      id: 'bitmap-stray-bits-cleared',
      breaks: 'A load clears the bits behind the end of a bitmap.',
    },
    (right) => ({
      get(machine, info, address, size) {
        const code = right.get(machine, info, address, size);
        if (info === 'bitmap' && size > 0 && size % 8 !== 0) {
          const index = size >> 3;
          const word = machine.pointerSize;
          const at = machine.little ? index : index - (index % word) + word - 1 - (index % word);
          machine.bytes[address + at] = (machine.bytes[address + at] ?? 0) & ((1 << (size & 7)) - 1);
        }
        return code;
      },
    }),
  ),
  ruleFault(
    { rules: ['VMS-WIRE-1'], id: 'cpudouble-halves-swapped', breaks: 'A double is written low half first.' },
    (right) => ({
      put(machine, info, address, size) {
        right.put(machine, info, address, size);
        const { bytes, used } = machine.output;
        if (info === 'cpudouble') swapHalves(bytes, used - 8, used);
      },
    }),
  ),
];
