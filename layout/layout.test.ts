import { expect, test } from 'vitest';
import type { Abi } from '../vmstate/host/abi.ts';
import type { Case } from '../vmstate/case/case.ts';
import { blockAt, readPointer } from '../vmstate/host/memory.ts';
import { someCases } from '../generators/cases.test-help.ts';
import { scalar, shape } from '../vmstate/model/shapes.test-help.ts';
import { BYTES, isContainer, isList, TIMER, UNUSED } from './codes.ts';
import { caseOf, everything, hosts } from './language.test-help.ts';
import { layout, layoutSource, type Layout } from './layout.ts';
import { headSize } from './links.ts';
import type { MemberPlan, StructPlan } from './plan.ts';

const cases = someCases(200);

/** Every object of a plan: structs, elements of lists, of trees, temporary ones; a subsection is part of its struct's. */
function* objectsOf(plan: StructPlan): Generator<StructPlan> {
  yield plan;
  for (const { struct, key } of membersOf(plan))
    for (const inner of [struct, key]) if (inner !== null) yield* objectsOf(inner);
}

/** All members that lie in an object. */
function membersOf({ members, subsections }: StructPlan): MemberPlan[] {
  return [...members, ...subsections.flatMap(membersOf)];
}

/** Where a member lies in its object, and to what it must be aligned. */
function placeOf(
  { member, code, offset, elementSize, struct }: MemberPlan,
  { rooms }: Layout,
  abi: Abi,
): { start: number; end: number; alignment: number } {
  const { count, storage, slots } = member;
  const word = abi.pointerSize;
  if (isList(code)) return { start: offset, end: offset + headSize(abi, code), alignment: word };
  const pointer = storage !== 'embedded' || slots !== 'none' || isContainer(code);
  const alignment = pointer ? word : code < BYTES ? code : code === TIMER ? 8 : (struct?.align ?? 1);
  const elements =
    storage !== 'embedded' || count.kind === 'one'
      ? 1
      : count.kind === 'fixed'
        ? count.n
        : (rooms.get(member)?.elements ?? 0);
  return { start: offset, end: offset + (pointer ? word : elementSize) * elements, alignment };
}

test.each([
  ...hosts.map(([name, abi]) => [`one of everything on ${name}`, caseOf(everything, abi)] as const),
  ['what is drawn', null] as const,
])('members do not overlap, are aligned, and lie inside their object: %s', (_, one) => {
  for (const of of one === null ? cases : Array.from({ length: 50 }, (_, seed) => ({ ...one, seed }))) {
    const laid = layout(of);
    const word = of.abi.pointerSize;
    for (const object of objectsOf(laid.plan)) {
      const { size, align } = object;
      expect(size % align).toBe(0);
      const ranges: { start: number; end: number }[] = [];
      for (const planned of membersOf(object)) {
        if (planned.code === UNUSED) continue;
        const { start, end, alignment } = placeOf(planned, laid, of.abi);
        expect(start % alignment).toBe(0);
        expect(align).toBeGreaterThanOrEqual(alignment);
        ranges.push({ start, end });
        if (planned.member.element.kind === 'list') {
          const link = planned.struct?.linkOffset ?? 0;
          expect(link % word).toBe(0);
          expect(link + 2 * word).toBeLessThanOrEqual(planned.struct?.size ?? 0);
        }
      }
      ranges.sort((a, b) => a.start - b.start || a.end - b.end);
      for (const [i, { end }] of ranges.entries()) expect(end).toBeLessThanOrEqual(ranges[i + 1]?.start ?? size);
    }
  }
});

test('a link lies among the members of its element, a pointer before those of a temporary object', () => {
  const links = new Set<number>();
  for (let seed = 0; seed < 50; seed++) {
    for (const [, abi] of hosts) {
      const word = abi.pointerSize;
      const { plan } = layout(caseOf(everything, abi, seed));
      const element = plan.members.find(({ member }) => member.name === 'list')?.struct;
      const tmp = plan.members.find(({ member }) => member.name === 'tmp')?.struct;
      if (element === undefined || element === null || tmp === undefined || tmp === null)
        throw new Error('not in the plan');
      const { linkOffset: link } = element;
      for (const { offset, elementSize } of element.members)
        expect(offset + elementSize <= link || offset >= link + 2 * word).toBe(true);
      links.add(element.members.filter(({ offset }) => offset < link).length);
      expect(tmp.lead).toBeGreaterThanOrEqual(word);
      for (const { offset } of membersOf(tmp)) expect(offset).toBeGreaterThanOrEqual(tmp.lead);
      expect(tmp.align % word).toBe(0);
    }
  }
  expect([...links].sort()).toEqual([0, 1, 2]);
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
  const { source, destination } = layout({
    dialect: 'qemu-11.1',
    abi: { pointerSize: 4, byteOrder: 'big' },
    seed: 3,
    model,
  });
  expect(source.slots.map((slot) => readPointer(source, slot) === null)).toEqual([false, true, false]);
  expect(destination.slots.map((slot) => readPointer(destination, slot))).toEqual([null, null, null]);
});
