import { expect, test } from 'vitest';
import { dialects } from '../../vmstate/dialect.ts';
import { createEngineOf, createReferenceEngine } from './create.ts';
import { opsOf } from './dialect-ops.ts';
import { fromHex, contents, hexText, little64, memoryOf, vmsd } from './testing/device.ts';

const description = vmsd([{ size: 2, info: 'uint16' }]);

test.each(dialects)('says what it is (%s)', async (dialect) => {
  const engine = createReferenceEngine({ dialect });
  expect(engine.hello).toMatchObject({ name: 'reference', dialect, view: 'memory', abi: null });
  expect(engine.hello.features).toContain('info:unused_buffer');
  expect(engine.hello.features).toContain('VMS_ALLOC');
  expect(engine.hello.features).not.toContain('VMS_END');
  await engine.close();
});

test.each([
  ['qemu-10.2', 'ARRAY_OF_POINTER_AUTO_ALLOC'],
  ['qemu-11.1', 'MULTIPLY_ELEMENTS'],
  ['qemu-10.2', 'END'],
] as const)('%s has no VMS_%s, however deep it is', (dialect, flag) => {
  const engine = createReferenceEngine({ dialect });
  const inner = vmsd([{ size: 1, flags: flag, info: 'uint8' }]);
  const outer = vmsd([
    { size: 1, info: 'uint8' },
    { size: 1, flags: 'STRUCT', vmsd: vmsd([]) },
    { size: 1, flags: 'STRUCT', vmsd: inner },
  ]);
  const unsupported = { status: 'unsupported', feature: `VMS_${flag}` };
  const memory = memoryOf(little64, ['0000']);
  const save = { description: outer, memory, measure: false, returnMemory: false };
  expect(engine.save(save)).toEqual(unsupported);
  expect(engine.save(save)).toEqual(unsupported);
  const load = { description: outer, memory, wire: fromHex(''), versionId: 1, resave: false };
  expect(engine.load(load)).toEqual(unsupported);
});

test.each(dialects)('lists what it can (%s)', (dialect) => {
  const { features } = createReferenceEngine({ dialect }).hello;
  const all = [
    'op:measure',
    'op:vmdesc',
    'op:trace',
    'part:field_exists',
    'part:hooks',
    'part:subsections',
    'VMS_VSTRUCT',
    'VMS_MUST_EXIST',
  ];
  expect(features).toEqual(expect.arrayContaining([...all, 'info:qlist', 'info:int32_le', 'info:bitmap', 'info:tmp']));
});

test.each([
  ['qemu-7.2', false],
  ['qemu-10.0', false],
  ['qemu-10.2', true],
  ['qemu-11.1', true],
] as const)('%s has hooks with errp: %s', (dialect, has) => {
  const engine = createReferenceEngine({ dialect });
  const memory = memoryOf(little64, ['00']);
  for (const name of ['pre_save_errp', 'pre_load_errp', 'post_load_errp'] as const) {
    const sub = vmsd([], { name: 'dev/a', hooks: { [name]: true } });
    const outer = vmsd([], { subsections: [vmsd([], { name: 'dev/b' }), sub] });
    const outcome = engine.save({ description: outer, memory, measure: false, returnMemory: false });
    expect(outcome).toEqual(
      has ? expect.objectContaining({ status: 'ok' }) : { status: 'unsupported', feature: `hook:${name}` },
    );
  }
});

test('a second save that is refused leaves nothing', () => {
  const engine = createReferenceEngine({ dialect: 'qemu-11.1' });
  const memory = memoryOf(little64, ['00']);
  const refusing = vmsd([], { hooks: { pre_save: -1, post_load: 0 } });
  const load = engine.load({
    description: refusing,
    memory,
    wire: fromHex('ee'),
    versionId: 1,
    resave: true,
    trace: true,
  });
  // Nor does the trace tell of it.
  expect(load).toMatchObject({ status: 'ok', resaved: null, trace: ['post_load dev 1'] });
});

test('reports only what was requested', () => {
  const engine = createReferenceEngine({ dialect: 'qemu-11.1' });
  const memory = memoryOf(little64, ['0102']);
  const less = engine.save({ description, memory, measure: false, returnMemory: false });
  expect(less).toEqual({ status: 'ok', wire: fromHex('0201'), measured: [], memory: null });
  const more = engine.save({ description, memory, measure: true, returnMemory: true });
  expect(more).toEqual({ status: 'ok', wire: fromHex('0201'), measured: [{ count: 1, size: 2 }], memory });
  const load = { description, memory, wire: fromHex('0a0b'), versionId: 1 };
  expect(engine.load({ ...load, resave: false })).toMatchObject({ memory, resaved: null });
  expect(engine.load({ ...load, resave: true })).toMatchObject({ memory, resaved: fromHex('0a0b') });
  expect(contents(memory)).toEqual(['0b0a']);
});

test('a wire is never written over, neither by later saves nor by failed ones', () => {
  const engine = createReferenceEngine({ dialect: 'qemu-11.1' });
  const failing = vmsd([
    { size: 2, info: 'uint16' },
    { offset: 2, size: 2, info: 'uint16' },
  ]);
  const wires: { wire: Uint8Array; expected: string }[] = [];
  // More than one slab holds.
  for (let i = 0; i < 17_000; i++) {
    const expected = (i & 0xffff).toString(16).padStart(4, '0');
    const memory = memoryOf(little64, [expected.slice(2) + expected.slice(0, 2)]);
    const broken = engine.save({ description: failing, memory, measure: false, returnMemory: false });
    const saved = engine.save({ description, memory, measure: false, returnMemory: false });
    if (saved.status === 'ok') wires.push({ wire: saved.wire, expected });
    if (broken.status !== 'error') throw new Error(broken.status);
  }
  expect(wires.length).toBe(17_000);
  expect(wires.filter(({ wire, expected }) => hexText(wire) !== expected)).toEqual([]);
});

test('a stream may be longer than the buffer it is first written to', () => {
  const engine = createReferenceEngine({ dialect: 'qemu-11.1' });
  const long = vmsd([
    { size: 2, info: 'uint16' },
    { size: 100_000, flags: 'BUFFER', info: 'unused_buffer' },
    { size: 2, info: 'uint16' },
  ]);
  const memory = memoryOf(little64, ['0102']);
  const outcome = engine.save({ description: long, memory, measure: false, returnMemory: false });
  expect(outcome.status === 'ok' && hexText(outcome.wire)).toBe(`0201${'00'.repeat(100_000)}0201`);
});

test('a save or load comes to no more structs and elements than it may', () => {
  const bytes = vmsd([{ size: 1, num: 20, flags: 'ARRAY', info: 'uint8' }]);
  const twice = vmsd([{ size: 20, num: 2, flags: 'ARRAY|STRUCT', vmsd: bytes }]);
  const memory = memoryOf(little64, ['00'.repeat(40)]);
  const answers = (most?: number): unknown[] => {
    const engine = createEngineOf('limited', 'qemu-11.1', opsOf('qemu-11.1'), most);
    const save = engine.save({ description: twice, memory, measure: false, returnMemory: false });
    // A byte more: behind a nested struct a load looks for a subsection.
    const wire = new Uint8Array(41);
    return [save, engine.load({ description: twice, memory, wire, versionId: 1, resave: false })];
  };
  // Two structs in an array of a struct, and the bytes.
  expect(answers(1 + 2 + 2 + 40)).toEqual([
    expect.objectContaining({ status: 'ok' }),
    expect.objectContaining({ status: 'ok' }),
  ]);
  const message = expect.stringContaining('comes to more than 44 structs and elements') as string;
  expect(answers(44)).toEqual([
    { status: 'error', message },
    { status: 'error', message },
  ]);
});
