import { expect, test } from 'vitest';
import type { Case } from '../../vmstate/case.ts';
import { widthOf } from '../../vmstate/info.ts';
import { blockAt, readPointer } from '../../vmstate/memory.ts';
import { scalar, shape, someCases } from '../cases.test-help.ts';
import { layout, layoutSource } from './layout.ts';
import type { StructPlan } from './plan.ts';

const cases = someCases(200);

function* structsOf(plan: StructPlan): Generator<StructPlan> {
  yield plan;
  for (const { struct } of plan.members) if (struct !== null) yield* structsOf(struct);
}

test('members do not overlap, are aligned, and lie inside their struct', () => {
  for (const of of cases) {
    const { plan, rooms } = layoutSource(of);
    for (const { members, size, align } of structsOf(plan)) {
      expect(size % align).toBe(0);
      const ranges: { start: number; end: number }[] = [];
      for (const { member, offset, elementSize, struct } of members) {
        const { element, count, storage, slots } = member;
        if (element.kind === 'unused') continue;
        const pointer = storage !== 'embedded' || slots !== 'none';
        const alignment = pointer ? of.abi.pointerSize : element.kind === 'scalar' ? widthOf(element.type) : (struct?.align ?? 1);
        expect(offset % alignment).toBe(0);
        expect(align).toBeGreaterThanOrEqual(alignment);
        const elements = storage !== 'embedded' || count.kind === 'one' ? 1 : count.kind === 'fixed' ? count.n : (rooms.get(member)?.elements ?? 0);
        ranges.push({ start: offset, end: offset + (pointer ? of.abi.pointerSize : elementSize) * elements });
      }
      ranges.sort((a, b) => a.start - b.start || a.end - b.end);
      for (const [i, { end }] of ranges.entries()) expect(end).toBeLessThanOrEqual(ranges[i + 1]?.start ?? size);
    }
  }
});

test('a case is laid out the same way every time', () => {
  for (const of of cases.slice(0, 20)) {
    const [first, second] = [layout(of), layout(of)];
    expect(second.source.bytes).toEqual(first.source.bytes);
    expect(second.destination.bytes).toEqual(first.destination.bytes);
    expect(layoutSource(of).source.bytes).toEqual(first.source.bytes);
  }
});

test('every pointer is NULL or leads into a block', () => {
  for (const of of cases) {
    const { source, destination } = layout(of);
    for (const memory of [source, destination]) {
      for (const slot of memory.slots) {
        const target = readPointer(memory, slot);
        expect(target === null || (target !== undefined && blockAt(memory, target) >= 0)).toBe(true);
      }
    }
  }
});

test('the destination has the same blocks elsewhere, with other content', () => {
  for (const of of cases) {
    const { source, destination } = layout(of);
    const shift = (destination.blocks[0]?.start ?? 0) - (source.blocks[0]?.start ?? 0);
    expect(shift).toBeGreaterThan(0);
    expect(destination.blocks).toEqual(source.blocks.map(({ start, size }) => ({ start: start + shift, size })));
    expect(destination.slots).toEqual(source.slots.map((slot) => slot + shift));
  }
});

test('counts that a load reads too early are there, all other values are noise', () => {
  const members = [
    scalar('array', 'uint8', { count: { kind: 'counted', by: 1, type: 'int32', multiply: null } }),
    scalar('late', 'int32'),
    scalar('other', 'uint64'),
  ];
  for (let seed = 0; seed < 50; seed++) {
    const model = { shape: shape('device', members), values: [[7], 1, 0x1122334455667788n] };
    const of: Case = { dialect: 'qemu-11.1', abi: { pointerSize: 8, byteOrder: 'little' }, seed, model };
    const { plan, destination } = layout(of);
    const root = destination.blocks[0]?.start ?? 0;
    const at = (i: number): number => root + (plan.members[i]?.offset ?? 0);
    expect(destination.view.getInt32(at(1), true)).toBe(1);
    expect(destination.view.getBigUint64(at(2), true)).not.toBe(0x1122334455667788n);
  }
});

test('slots that a load allocates are NULL beforehand', () => {
  const members = [scalar('slots', 'uint8', { count: { kind: 'fixed', n: 3 }, slots: 'allocated' })];
  const model = { shape: shape('device', members), values: [[1, null, 3]] };
  const { source, destination } = layout({ dialect: 'qemu-11.1', abi: { pointerSize: 4, byteOrder: 'big' }, seed: 3, model });
  expect(source.slots.map((slot) => readPointer(source, slot) === null)).toEqual([false, true, false]);
  expect(destination.slots.map((slot) => readPointer(destination, slot))).toEqual([null, null, null]);
});
