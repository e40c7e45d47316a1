import { expect, test } from 'vitest';
import type { PageBytes, PageFinding, PageMemory } from '../data.ts';
import { byteRows, shownRows } from './byte-rows.ts';
import { choices, matches, noFilter } from './filter.ts';
import { firstDifference, spaced } from './hex.ts';
import { BLOCK_WIDTH, layoutMemory } from './memory-layout.ts';
import { isNodePointedAt, isPointedAt } from './paths.ts';

const bytes: PageBytes = {
  title: '',
  left: { name: 'expected', hex: '0300000001000000020000' },
  right: { name: 'received', hex: '030000000102' },
  spans: [
    { start: 0, length: 1, path: 'n', type: 'uint8' },
    { start: 1, length: 4, path: 'regs[0]', type: 'uint32' },
    { start: 6, length: 4, path: 'regs[2]', type: 'uint32' },
  ],
};

test('bytes side by side: owners, differences, and what one side does not have', () => {
  const [first, second] = byteRows(bytes);
  expect(first?.map(({ span }) => span)).toEqual([0, 1, 1, 1, 1, -1, 2, 2]);
  expect(first?.map(({ differs }) => differs)).toEqual([false, false, false, false, false, true, true, true]);
  expect(first?.[6]).toEqual({ at: 6, left: '00', right: null, differs: true, span: 2 });
  expect(second?.map(({ at, span }) => [at, span])).toEqual([
    [8, 2],
    [9, 2],
    [10, -1],
  ]);
  expect(
    byteRows({ ...bytes, right: null })
      .flat()
      .some(({ differs }) => differs),
  ).toBe(false);
  expect(firstDifference(bytes.left.hex, bytes.right?.hex ?? '')).toBe(5);
  expect(firstDifference('00ff', '00ff')).toBe(-1);
  expect(spaced('00ff10', 2)).toBe('00 ff …');
});

test('of many rows those around the first difference are shown', () => {
  const hex = '00'.repeat(800);
  const right = { name: 'received', hex: `${hex.slice(0, 1200)}ff${hex.slice(1202)}` };
  const rows = byteRows({ ...bytes, left: { name: 'expected', hex }, right, spans: [] });
  expect(rows).toHaveLength(100);
  const { from, to } = shownRows(rows, 30);
  expect([from <= 75 && 75 < to, to - from]).toEqual([true, 30]);
  expect(shownRows(rows, 100)).toEqual({ from: 0, to: 100 });
  const same = byteRows({ ...bytes, left: { name: 'expected', hex }, right: null, spans: [] });
  expect(shownRows(same, 30)).toEqual({ from: 0, to: 30 });
});

test.each([
  ['regs[1]', 'regs[1]', true],
  ['regs[2]', 'regs[1]', false],
  ['regs[1]', 'regs[]', true],
  ['regs', 'regs[]', true],
  ['s[0].x', 's[0]', true],
  ['s[0].x', 's[]', true],
  ['regs2', 'regs', false],
  ['regs', null, false],
])('%s is pointed at by %s: %s', (path, pointed, is) => {
  expect(isPointedAt(path, pointed)).toBe(is);
});

test('a node stands for every index', () => {
  expect(isNodePointedAt('s[].x', 's[3].x')).toBe(true);
  expect(isNodePointedAt('s[].y', 's[3].x')).toBe(false);
  expect(isNodePointedAt(null, 's[3].x')).toBe(false);
});

const memory: PageMemory = {
  title: '',
  pointerSize: 8,
  blocksLeftOut: 0,
  blocks: [
    {
      name: 'the device',
      size: 32,
      bytes: '00'.repeat(32),
      fresh: false,
      owners: [
        { start: 4, length: 4, path: 'n', what: 'value' },
        { start: 16, length: 8, path: 'regs', what: 'pointer' },
      ],
      pointers: [
        { at: 16, to: { block: 1, offset: 2 } },
        { at: 24, to: null },
      ],
      differences: [{ offset: 10, length: 1, path: null, expected: '00', received: 'ff' }],
    },
    {
      name: 'block 1',
      size: 4,
      bytes: '01020304',
      fresh: true,
      owners: [{ start: 2, length: 2, path: 'regs[0]', what: 'value' }],
      pointers: [],
      differences: [],
    },
    { name: 'block 2', size: 1, bytes: 'ff', fresh: false, owners: [], pointers: [], differences: [] },
  ],
};

test('a memory is cut where the owner changes, and every byte is in one row', () => {
  const { blocks, arrows } = layoutMemory(memory);
  const [device, block] = blocks;
  expect(device?.rows.map(({ start, length, path, kind }) => [start, length, path, kind])).toEqual([
    [0, 4, null, 'none'],
    [4, 4, 'n', 'value'],
    [8, 2, null, 'none'],
    [10, 1, null, 'none'],
    [11, 5, null, 'none'],
    [16, 8, 'regs', 'pointer'],
    [24, 8, null, 'pointer'],
  ]);
  expect(device?.rows.filter(({ difference }) => difference !== null).map(({ start }) => start)).toEqual([10]);
  expect(block?.x).toBeGreaterThan(BLOCK_WIDTH);
  expect(blocks[2]?.x).toBe(device?.x);
  expect(arrows).toMatchObject([{ path: 'regs', from: { x: (device?.x ?? 0) + BLOCK_WIDTH }, to: { x: block?.x } }]);
});

test('blocks that point at each other are placed all the same', () => {
  const [device] = memory.blocks;
  if (device === undefined) throw new Error('no device');
  const ring = { ...device, owners: [], differences: [], pointers: [{ at: 0, to: { block: 0, offset: 40 } }] };
  expect(layoutMemory({ ...memory, blocks: [ring] }).arrows).toHaveLength(1);
  expect(layoutMemory({ ...memory, blocks: [] })).toMatchObject({ blocks: [], arrows: [] });
});

const finding: PageFinding = {
  id: 'a',
  engine: 0,
  law: 'save/bytes',
  lawTitle: 'a save writes the bytes',
  laws: ['save/bytes', 'load/resave'],
  rule: 'VMS-WIRE-1',
  broken: ['VMS-WIRE-1', 'VMS-WIRE-5'],
  verdict: 'nonconform',
  summary: 'byte 5 is 02',
  cases: 1,
  facts: [{ name: 'case', value: '8cfc09ee8866' }],
  steps: [],
  device: null,
  description: null,
  memory: null,
  bytes: null,
  answer: null,
  entries: null,
  rules: { 'regs[1]': 'VMS-COUNT-2' },
  reproducers: [],
};

test.each(['', 'BYTES wire', '8cfc09', 'regs[1]', 'byte 5', 'resave'])('%s finds it', (query) => {
  expect(matches(finding, { ...noFilter, query })).toBe(true);
});

test('filters exclude', () => {
  expect(matches(finding, { ...noFilter, query: 'bytes nowhere' })).toBe(false);
  for (const part of [{ verdict: 'crashed' }, { law: 'load/x' }, { rule: 'VMS-WIRE-2' }, { engine: 1 }])
    expect(matches(finding, { ...noFilter, ...part })).toBe(false);
  expect(choices([finding, finding, { ...finding, law: 'x' }], ({ law }) => law)).toEqual([
    ['save/bytes', 2],
    ['x', 1],
  ]);
});
