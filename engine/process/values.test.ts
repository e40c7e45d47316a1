import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type AnySchemaObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { afterEach, describe, expect, it } from 'vitest';
import type { Element, Member, Model, StructShape } from '../../vmstate/model/model.ts';
import type { LoadRequest, SaveRequest } from '../engine.ts';
import { decodeLoaded } from '../protocol/decode-response.ts';
import { decodeAnsweredValues } from '../protocol/decode-answered-values.ts';
import { loadValuesBody, saveValuesBody } from '../protocol/encode-values.ts';
import { ProtocolFault, type JsonObject } from '../protocol/fault.ts';
import { loadRequest, saveRequest } from './faux/faux.ts';
import { readHello } from '../protocol/hello.ts';
import { startProcessEngine, type ProcessEngine } from './start.ts';

const folder = new URL('../protocol/schemas/', import.meta.url);
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
for (const file of readdirSync(folder))
  ajv.addSchema(JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as AnySchemaObject);

function schema(name: string): ValidateFunction {
  const validate = ajv.getSchema(`https://vmstate-conformance.invalid/protocol/1/${name}.json`);
  if (validate === undefined) throw new Error(`no schema ${name}`);
  return validate;
}

function member(name: string, element: Element, more: Partial<Member> = {}): Member {
  return {
    name,
    version: 0,
    migrated: true,
    element,
    count: { kind: 'one' },
    storage: 'embedded',
    slots: 'none',
    ...more,
  };
}

const byte: Element = { kind: 'scalar', type: 'uint8' };
const wide: Element = { kind: 'scalar', type: 'int64' };
const pair: StructShape = {
  name: 'pair',
  version: 1,
  minimumVersion: 0,
  members: [member('a', byte), member('b', wide)],
};

/** Every kind of element, count, storage and slots, and all that is optional. */
const whole: StructShape = {
  name: 'périphérique',
  version: 3,
  minimumVersion: 1,
  hooks: { pre_load: 0, post_load: -1, pre_save_errp: true },
  members: [
    member('n', { kind: 'scalar', type: 'int32' }, { migrated: false }),
    member('flags', { kind: 'scalar', type: 'bool' }, { count: { kind: 'fixed', n: 2 }, slots: 'nullable' }),
    member('bytes', { kind: 'buffer', size: 2 }, { version: 2, test: { kind: 'version', from: 2 }, mustExist: true }),
    member('data', { kind: 'vbuffer', sizedBy: 0, multiply: 1 }, { storage: 'allocated' }),
    member('pad', { kind: 'unused', size: 4 }),
    member(
      'pairs',
      { kind: 'struct', struct: pair, version: 0 },
      { count: { kind: 'counted', by: 0, type: 'int32', multiply: null }, storage: 'pointer' },
    ),
    member('same', { kind: 'checked', info: 'uint64_equal' }, { test: { kind: 'sibling', by: 0 } }),
    member('map', { kind: 'bitmap', sizedBy: 0 }, { storage: 'pointer' }),
    member('list', { kind: 'list', list: 'qtailq', struct: pair }),
    member('tmp', { kind: 'tmp', struct: pair }),
    member('sound', { kind: 'validate' }),
    member('size', { kind: 'scalar', type: 'uint64' }),
    member('half', { kind: 'vbuffer', sizedBy: 11, multiply: null, half: 'high' }),
    member('timer', { kind: 'timer' }, { storage: 'pointer' }),
    member('tree', { kind: 'tree', key: null, value: pair }),
    member('keyed', { kind: 'tree', key: pair, value: pair }),
    member('array', { kind: 'bytearray' }),
  ],
  subsections: [{ struct: { ...pair, name: 'périphérique/pair' }, needed: 0 }],
};

const model: Model = {
  shape: whole,
  values: [
    1,
    [null, 1],
    Uint8Array.of(0, 255),
    Uint8Array.of(7),
    null,
    [[1, -5n]],
    2n ** 64n - 1n,
    new Uint8Array(8),
    [
      [1, 2n],
      [3, 4n],
    ],
    [0, 0n],
    null,
    2n ** 32n,
    Uint8Array.of(3),
    -1n,
    [
      [2n ** 64n - 1n, [1, 2n]],
      [0n, [3, 4n]],
    ],
    [
      [
        [5, 6n],
        [7, 8n],
      ],
    ],
    Uint8Array.of(1, 2),
    [9, -(2n ** 63n)],
  ],
};

const json = [
  1,
  [null, 1],
  '00ff',
  '07',
  null,
  [[1, '-5']],
  '18446744073709551615',
  '0000000000000000',
  [
    [1, '2'],
    [3, '4'],
  ],
  [0, '0'],
  null,
  '4294967296',
  '03',
  '-1',
  [
    ['18446744073709551615', [1, '2']],
    ['0', [3, '4']],
  ],
  [
    [
      [5, '6'],
      [7, '8'],
    ],
  ],
  '0102',
  [9, '-9223372036854775808'],
];

function requestOf(body: readonly string[]): JsonObject {
  const text = `{"id":7${body.join('')}`;
  expect(text).toMatch(/^[\x20-\x7e]*\n$/);
  return JSON.parse(text) as JsonObject;
}

describe('a request to an engine that sees values', () => {
  const save: SaveRequest = saveRequest('dev', 1);
  const load: LoadRequest = { ...loadRequest('dev', Uint8Array.of(1, 2)), resave: true };

  it.each([
    ['values-save.request', saveValuesBody(save, model)],
    ['values-save.request', saveValuesBody({ ...save, trace: true, vmdesc: true }, model)],
    ['values-load.request', loadValuesBody(load, model)],
    ['values-load.request', loadValuesBody({ ...load, resave: false, trace: true }, model)],
  ])('is ASCII, and as %s says', (name, body) => {
    const validate = schema(name);
    const request = requestOf(body);
    expect(validate(request), JSON.stringify(validate.errors)).toBe(true);
    expect(request['description']).toBeUndefined();
    expect(request['memory']).toBeUndefined();
    expect(request['values'] ?? request['before']).toEqual(json);
  });

  it('says everything of the shape', () => {
    expect(requestOf(saveValuesBody(save, model))['shape']).toEqual(whole);
  });

  it('says another shape when it is another', () => {
    expect(requestOf(saveValuesBody(save, { shape: pair, values: [1, 2n] }))['shape']).toEqual(pair);
    expect(requestOf(saveValuesBody(save, model))['shape']).toEqual(whole);
  });

  it('gives up nothing on its way back', () => {
    expect(decodeAnsweredValues(json, whole)).toEqual(model.values);
  });
});

/** Values with one of them replaced. */
function withValue(i: number, value: unknown): unknown[] {
  return json.with(i, value as (typeof json)[number]);
}

describe('values of a response', () => {
  it.each([
    ['nothing at all', undefined, /^values: must be 18 values.*, not absent/],
    [
      'a value too few',
      json.slice(1),
      /^values: must be 18 values, one for each member and each subsection of périphérique, not an array of 17/,
    ],
    ['text for a number', withValue(0, '1'), /^values.n: must be a number from -2147483648 to 2147483647, not "1"/],
    ['a fraction', withValue(0, 0.5), /^values.n: must be a number/],
    ['a number out of range', withValue(0, 2 ** 31), /^values.n: must be a number/],
    ['true for a bool', withValue(1, [true, 1]), /^values.flags\[0\]: must be a number from 0 to 1, not true/],
    ['a number for an array', withValue(1, 5), /^values.flags: must be an array, not 5/],
    ['a number for bytes', withValue(2, 255), /^values.bytes: must be bytes as lower-case hex, not 255/],
    ['upper-case hex', withValue(2, 'FF00'), /^values.bytes: must be bytes as lower-case hex, not "FF00"/],
    ['half a byte', withValue(3, '0'), /^values.data: must be bytes as lower-case hex/],
    ['something unused', withValue(4, 0), /^values.pad: must be null, not 0/],
    ['a struct too short', withValue(5, [[1]]), /^values.pairs\[0\]: must be 2 values/],
    [
      'a number for 64 bits',
      withValue(6, 5),
      /^values.same: must be a decimal string from 0 to 18446744073709551615, not 5/,
    ],
    ['a negative one', withValue(6, '-1'), /^values.same: must be a decimal string/],
    ['hexadecimal 64 bits', withValue(6, '0x5'), /^values.same: must be a decimal string/],
    ['a list that is none', withValue(8, {}), /^values.list: must be an array/],
    ['a wrong element of a list', withValue(8, [[1, 2]]), /^values.list\[0\].b: must be a decimal string/],
    ['half a size', withValue(11, 5), /^values.size: must be a decimal string/],
    [
      'a number for a time',
      withValue(13, 5),
      /^values.timer: must be a decimal string from -9223372036854775808 to 9223372036854775807, not 5/,
    ],
    ['an object for a tree', withValue(14, {}), /^values.tree: must be an array/],
    ['a node of one', withValue(14, [['1']]), /^values.tree\[0\]: must be a key and a value/],
    ['a negative key', withValue(14, [['-1', [1, '2']]]), /^values.tree\[0\].key: must be a decimal string from 0/],
    ['a wrong value', withValue(14, [['1', [1]]]), /^values.tree\[0\].value: must be 2 values/],
    ['a key that is no struct', withValue(15, [['1', [1, '2']]]), /^values.keyed\[0\].key: must be 2 values/],
    ['numbers for bytes', withValue(16, [1, 2]), /^values.array: must be bytes as lower-case hex, not an array of 2/],
    ['a wrong subsection', withValue(17, [9]), /^values.périphérique\/pair: must be 2 values/],
  ])('are a fault of the protocol: %s', (_, value, message) => {
    expect(() => decodeAnsweredValues(value, whole)).toThrow(ProtocolFault);
    expect(() => decodeAnsweredValues(value, whole)).toThrow(message);
  });

  it('may be null anywhere, and of any length: a law says whether that is right', () => {
    const nothing = json.map(() => null);
    expect(decodeAnsweredValues(nothing, whole)).toEqual(nothing);
    expect(decodeAnsweredValues(withValue(5, []), whole)[5]).toEqual([]);
    expect(decodeAnsweredValues(withValue(14, [null, ['1', null], [null, [1, null]]]), whole)[14]).toEqual([
      null,
      [1n, null],
      [null, [1, null]],
    ]);
    expect(decodeAnsweredValues(withValue(5, [null, [1, null]]), whole)[5]).toEqual([null, [1, null]]);
  });

  const request = loadRequest('dev', Uint8Array.of(1));
  const left = { consumed: 1, stream_error: 0, values: [1, '2'] };

  it.each<[string, JsonObject, boolean]>([
    ['done', { id: 7, status: 'ok', ...left }, true],
    ['done and saved', { id: 7, status: 'ok', ...left, resaved: '01' }, true],
    ['refused', { id: 7, status: 'rejected', code: -22, message: 'no', ...left }, true],
    [
      'refused without values',
      { id: 7, status: 'rejected', code: -22, message: 'no', consumed: 1, stream_error: 0 },
      false,
    ],
    ['done without values', { id: 7, status: 'ok', consumed: 1, stream_error: 0 }, false],
    [
      'done with memory',
      { id: 7, status: 'ok', consumed: 1, stream_error: 0, memory: { blocks: [{ bytes: '', pointers: [] }] } },
      false,
    ],
    ['an object', { id: 7, status: 'ok', ...left, values: {} }, false],
    ['unsupported', { id: 7, status: 'unsupported', feature: 'VMS_ARRAY' }, true],
  ])('are taken by the schema and by the decoder alike: %s', (_, response, valid) => {
    const validate = schema('values-load.response');
    expect(validate(response), JSON.stringify(validate.errors)).toBe(valid);
    const decode = (): unknown => decodeLoaded(response, request, pair);
    if (valid) expect(decode()).toMatchObject({ status: response['status'] });
    else expect(decode).toThrow(ProtocolFault);
  });
});

describe('a program that sees values', () => {
  let engine: ProcessEngine | null = null;

  async function start(mistake = 'none'): Promise<ProcessEngine> {
    const path = fileURLToPath(new URL('./faux/values-faux-engine.mjs', import.meta.url));
    const started = await startProcessEngine({ command: process.execPath, args: [path, mistake] });
    if (started.status === 'unusable') throw new Error(started.message);
    engine = started;
    return started;
  }

  afterEach(async () => {
    await engine?.close();
    engine = null;
  });

  const shape: StructShape = {
    name: 'dev',
    version: 1,
    minimumVersion: 0,
    members: [
      member('n', byte),
      member('wide', { kind: 'scalar', type: 'uint64' }),
      member('newer', byte, { version: 2 }),
    ],
  };
  const values = [3, 2n ** 63n, 5];
  const load: LoadRequest = {
    ...loadRequest('dev', Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 2, 9)),
    resave: true,
    model: { shape, values },
  };

  it('is asked by shape and values', async () => {
    const { hello, save, load: ask } = await start();
    expect(hello).toMatchObject({ view: 'values', abi: null });
    const saved = await save({ ...saveRequest('dev', 1), measure: true, returnMemory: true, model: { shape, values } });
    expect(saved).toMatchObject({
      status: 'ok',
      wire: Uint8Array.of(3, 0x80, 0, 0, 0, 0, 0, 0, 0),
      measured: [],
      memory: null,
    });
    const loaded = await ask(load);
    expect(loaded).toMatchObject({
      status: 'ok',
      consumed: 9,
      values: [1, 2n, 5],
      memory: load.memory,
      resaved: Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 2),
    });
    expect(await ask({ ...load, versionId: 9 })).toMatchObject({ status: 'rejected', left: { consumed: 0, values } });
  });

  it('is not sent what it cannot see', async () => {
    const { save, load: ask } = await start();
    expect(await save(saveRequest('dev', 1))).toEqual({ status: 'unsupported', feature: 'view:memory' });
    expect(await ask(loadRequest('dev', Uint8Array.of(1)))).toEqual({ status: 'unsupported', feature: 'view:memory' });
  });

  it.each([
    ['lossy', 'values.wide: must be a decimal string from 0 to 18446744073709551615, not 2'],
    ['short', 'values: must be 3 values, one for each member of dev, not an array of 2'],
    ['memory', 'values: must be 3 values, one for each member of dev, not absent'],
  ])('breaks the protocol: %s', async (mistake, message) => {
    expect(await (await start(mistake)).load(load)).toMatchObject({ status: 'protocol-error', message });
  });

  it('has no ABI', () => {
    const hello = {
      id: 1,
      status: 'ok',
      protocol: 1,
      engine: { name: 'e', version: '1', language: 'Go' },
      dialect: 'qemu-11.1',
      view: 'values',
      abi: { pointer_size: 8, byte_order: 'little' },
      features: [],
    };
    expect(readHello(JSON.stringify(hello))).toMatchObject({
      problem: expect.stringContaining('its abi must be null') as unknown,
    });
    expect(readHello(JSON.stringify({ ...hello, abi: null }))).toMatchObject({ view: 'values', abi: null });
  });
});
