import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020, type AnySchemaObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { LoadRequest, SaveRequest } from '../engine.ts';
import { decodeLoaded } from './decode-response.ts';
import { decodeAnsweredValues } from './decode-answered-values.ts';
import { loadValuesBody, saveValuesBody } from './encode-values.ts';
import { ProtocolFault, type JsonObject } from './fault.ts';
import { loadRequest, saveRequest } from '../process/faux/faux.ts';
import { json, model, pair, whole } from './values.test-help.ts';

const folder = new URL('./schemas/', import.meta.url);
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
for (const file of readdirSync(folder))
  ajv.addSchema(JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as AnySchemaObject);

function schema(name: string): ValidateFunction {
  const validate = ajv.getSchema(`https://vmstate-conformance.invalid/protocol/1/${name}.json`);
  if (validate === undefined) throw new Error(`no schema ${name}`);
  return validate;
}

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
  return json.with(i, value);
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
