import { describe, expect, it } from 'vitest';
import { createReferenceEngine } from '../../engine/reference/create.ts';
import { withParts } from '../../oracle/rare.test-help.ts';
import { bytes, counted, fixed, member, scalar, shape, struct } from '../../vmstate/model/shapes.test-help.ts';
import type { Member, StructShape, StructValue } from '../../vmstate/model/model.ts';
import { layout } from '../../layout/layout.ts';
import { decode } from '../../oracle/load/decode.ts';
import { cloneMemory, type Memory } from '../../vmstate/host/memory.ts';
import { firstMemoryDifference } from './memory-after-load.ts';
import { memoryDifferences } from './memory-differences.ts';
import { prepare, type Subject } from '../subject.ts';

const abi = { pointerSize: 8, byteOrder: 'little' } as const;
const part = shape('channel/a', [scalar('n', 'uint16'), scalar('irq', 'uint8', { count: counted(0, 'uint16') })]);
const channel = withParts(shape('channel', []), part);

/** Two structs of which only the subsection is sent: the load of the first takes those of both. */
const twice = prepare({
  dialect: 'qemu-11.1',
  abi,
  seed: 7,
  model: { shape: shape('dev', [struct('s', channel, { count: fixed(2) })]), values: [[[[1, [9]]], [[0, []]]]] },
});
const once = prepare({
  dialect: 'qemu-11.1',
  abi,
  seed: 7,
  model: { shape: shape('dev', [scalar('x', 'uint32')]), values: [0x01020304] },
});

function loaded({ layout: laid, stream }: Pick<Subject, 'layout' | 'stream'>): Memory {
  const {
    plan: { description },
    destination,
  } = laid;
  const answer = createReferenceEngine({ dialect: 'qemu-11.1' }).load({
    description,
    memory: cloneMemory(destination),
    wire: stream,
    versionId: description.version_id,
    resave: false,
  });
  if (answer.status !== 'ok') throw new Error(answer.status);
  return answer.memory;
}

function first(
  { layout: { plan, destination }, decoded }: Pick<Subject, 'layout' | 'decoded'>,
  lost: boolean,
  received: Memory,
): ReturnType<typeof firstMemoryDifference> {
  if (decoded.verdict !== 'ok') throw new Error(decoded.verdict);
  return firstMemoryDifference({ plan, destination, loaded: decoded }, { refused: false, lost }, received);
}

it('what came twice has written bytes that belong to no value now', () => {
  expect(twice.decoded).toMatchObject({ verdict: 'ok', lost: true });
  expect(memoryDifferences(twice, loaded(twice))).toBeNull();
  expect(first(twice, true, loaded(twice))).toBeNull();
  expect(first(twice, false, loaded(twice))).toMatchObject({ block: 0, path: null, received: Uint8Array.of(9) });
});

it('a wrong value is found all the same, whole', () => {
  const memory = loaded(once);
  expect(first(once, false, memory)).toBeNull();
  const at = memory.bytes.findIndex((byte, i) => byte === 4 && memory.bytes[i + 1] === 3 && memory.bytes[i + 2] === 2);
  memory.bytes[at] = 0;
  const wrong = { path: 'x', expected: Uint8Array.of(4, 3, 2, 1), received: Uint8Array.of(0, 3, 2, 1) };
  expect(first(once, true, memory)).toMatchObject(wrong);
  memory.bytes[at - 1] = (memory.bytes[at - 1] ?? 0) ^ 1;
  expect(first(once, false, memory)).toMatchObject({ path: null });
  expect(first(once, true, memory)).toMatchObject(wrong);
});

describe.each([4, 8] as const)(
  'a size that a temporary object hands back after memory was filled by it, pointers of %d bytes',
  (pointerSize) => {
    const object = shape('tmp', [{ ...scalar('copy', 'uint32'), copyOf: 0 }]);
    const device = (data: Member): StructShape =>
      shape('dev', [scalar('size', 'uint32'), data, member('tmp', { kind: 'tmp', struct: object })]);
    const host = { pointerSize, byteOrder: 'little' } as const;
    const after = (of: StructShape, value: Uint8Array, wire: string): ReturnType<typeof firstMemoryDifference> => {
      const laid = layout({ dialect: 'qemu-11.1', abi: host, seed: 7, model: { shape: of, values: [1, value, [1]] } });
      const stream = bytes(wire);
      const decoded = decode(
        { shape: of, before: laid.before, rooms: laid.rooms, pointerSize },
        stream,
        1,
        'qemu-11.1',
      );
      return first({ layout: laid, decoded }, false, loaded({ layout: laid, stream }));
    };

    it('does not change how much was allocated', () => {
      const buffer = member('data', { kind: 'vbuffer', sizedBy: 0, multiply: null }, { storage: 'allocated' });
      for (const size of ['00', '01', '07'])
        expect(after(device(buffer), bytes('08'), `00 00 00 01 08 00 00 00 ${size} 7e`)).toBeNull();
    });

    it('nor how many bits were filled', () => {
      const bitmap = member('bits', { kind: 'bitmap', sizedBy: 0 }, { storage: 'pointer' });
      for (const size of ['00', '01', '22'])
        expect(
          after(
            device(bitmap),
            bytes('00 00 00 00 00 00 00 01'),
            `00 00 00 01 ff ff ff ff ff ff ff ff 00 00 00 ${size} 7e`,
          ),
        ).toBeNull();
    });
  },
);

const sized = shape('dev/a', [
  scalar('size', 'uint32'),
  member('data', { kind: 'vbuffer', sizedBy: 0, multiply: null }, { storage: 'allocated' }),
]);
const array = shape('dev/a', [member('data', { kind: 'bytearray' })]);

it.each<[string, StructShape, StructValue]>([
  ['a buffer', sized, [1, bytes('08')]],
  ['a byte array', array, [bytes('08')]],
])('%s in which a stream ends is as long as the second coming of its subsection says', (_, inner, values) => {
  const of = withParts(shape('dev', []), inner);
  const header = '05 05 64 65 76 2f 61 00 00 00 01';
  for (const seed of [1, 2, 3, 4, 5, 6])
    for (const second of ['00 00 00 1f 09', '00 00 00 02 09', '00 00 00 00', '00 00', '']) {
      const laid = layout({ dialect: 'qemu-11.1', abi, seed, model: { shape: of, values: [values] } });
      const stream = bytes(`${header} 00 00 00 01 08 ${header} ${second}`);
      const decoded = decode({ shape: of, before: laid.before, rooms: laid.rooms }, stream, 1, 'qemu-11.1');
      // The second length can leave data of one that only the first one asked for.
      if (decoded.verdict === 'undefined') continue;
      const answer = createReferenceEngine({ dialect: 'qemu-11.1' }).load({
        description: laid.plan.description,
        memory: cloneMemory(laid.destination),
        wire: stream,
        versionId: 1,
        resave: false,
      });
      const left = answer.status === 'rejected' ? answer.left : answer.status === 'ok' ? answer : null;
      if (left === null) throw new Error(answer.status);
      const { plan, destination } = laid;
      const ending = { refused: decoded.verdict === 'rejected', lost: decoded.lost };
      expect(firstMemoryDifference({ plan, destination, loaded: decoded }, ending, left.memory)).toBeNull();
    }
});
