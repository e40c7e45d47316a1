import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020, type AnySchemaObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import type { VMStateDescription, VMStateField } from '../../vmstate/host/description.ts';
import { VMS } from '../../vmstate/host/flags.ts';
import type { LoadRequest, SaveRequest } from '../engine.ts';
import { decodeLoaded, decodeSaved } from './decode-response.ts';
import { byeBody, helloBody, loadBody, saveBody, type Receiver } from './encode-request.ts';
import { ProtocolFault, type JsonObject } from './fault.ts';
import { loadRequest, saveRequest } from '../process/faux/faux.ts';
import { readHello } from './hello.ts';

const folder = new URL('./schemas/', import.meta.url);
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
for (const file of readdirSync(folder)) {
  ajv.addSchema(JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as AnySchemaObject);
}

function schema(name: string): ValidateFunction {
  const validate = ajv.getSchema(`https://vmstate-conformance.invalid/protocol/1/${name}.json`);
  if (validate === undefined) throw new Error(`no schema ${name}`);
  return validate;
}

const save: SaveRequest = { ...saveRequest('dev', 42), measure: true, returnMemory: true };
/** All that a description can have. */
const rich: VMStateDescription = {
  name: 'dev',
  version_id: 2,
  minimum_version_id: 1,
  hooks: { pre_load: 0, post_load: 1, pre_save_errp: false },
  subsections: [{ name: 'dev/more', version_id: 1, minimum_version_id: 1, needed: 3, fields: [] }],
  fields: [
    field('a', { info: 'uint32', field_exists: { kind: 'byte', offset: 4 } }),
    field('b', {
      flags: VMS.VSTRUCT,
      vmsd: { name: 'in', version_id: 1, minimum_version_id: 1, fields: [] },
      struct_version_id: 1,
      field_exists: { kind: 'version', from: 2 },
    }),
    field('v', { flags: VMS.VARRAY_UINT16, info: 'uint8', num_offset: 4, num_width: 2 }),
    field('c', { info: 'qtailq', vmsd: { name: 'node', version_id: 1, minimum_version_id: 1, fields: [] }, start: 8 }),
    field('d', {
      info: 'tmp',
      vmsd: {
        name: 'tmp',
        version_id: 1,
        minimum_version_id: 1,
        fields: [],
        tmp: { parent: 0, tmp: 8, length: 4, copies: [{ parent: 2, tmp: 6, length: 2 }] },
      },
    }),
  ],
};

function field(name: string, more: Partial<VMStateField>): VMStateField {
  return {
    name,
    offset: 0,
    size: 4,
    num: 0,
    num_offset: 0,
    size_offset: 0,
    flags: 0,
    version_id: 0,
    info: null,
    vmsd: null,
    ...more,
  };
}

const oldest: Receiver = { anyAbi: false, widths: false };
const newest: Receiver = { anyAbi: true, widths: true };

const load: LoadRequest = { ...loadRequest('dev', new Uint8Array([0, 0, 0, 42, 0xff])), resave: true };

test.each([
  ['hello', helloBody],
  ['save', saveBody(save, oldest)],
  ['save', saveBody({ ...save, measure: false }, newest)],
  ['load', loadBody(load, oldest)],
  ['load', loadBody({ ...load, resave: false }, newest)],
  ['save', saveBody({ ...save, description: rich, vmdesc: true, trace: true }, oldest)],
  ['load', loadBody({ ...load, description: rich, trace: true }, oldest)],
  ['load', loadBody({ ...load, description: rich, trace: true }, newest)],
  ['bye', byeBody],
])('a request for %s is as its schema says', (op, body) => {
  const validate = schema(`${op}.request`);
  expect(validate(JSON.parse(`{"id":7${body.join('')}`)), JSON.stringify(validate.errors)).toBe(true);
});

test('widths are told to engines that list part:widths, and to no other', () => {
  const request = { ...save, description: rich };
  expect(saveBody(request, newest).join('')).toContain('"num_width":2');
  expect(saveBody(request, oldest).join('')).not.toContain('width');
});

/** The schema of a message; a save answers in the same way whatever the engine sees. */
function schemaOf(request: JsonObject, message: JsonObject): string {
  const op = String(request['op']);
  const values = 'shape' in request && (message === request || op === 'load');
  return `${values ? 'values-' : ''}${op}.${message === request ? 'request' : 'response'}`;
}

/** What the letters of the examples stand for. */
const placeholders: Readonly<Record<string, string>> = {
  memory: '{"blocks":[]}',
  description: '{"name":"d","version_id":1,"minimum_version_id":1,"fields":[]}',
  shape: '{"name":"d","version":1,"minimumVersion":1,"members":[]}',
};

/** One example per message in docs/protocol.md, by what the message is. */
test('the examples of the protocol are as their schemas say', () => {
  const text = readFileSync(new URL('../../docs/protocol.md', import.meta.url), 'utf8').replaceAll(
    /"(description|memory|shape)":[DMS]\b/g,
    (_, member: string) => `"${member}":${placeholders[member] ?? 'null'}`,
  );
  const messages = [...text.matchAll(/^\{"id".*\}$/gm)].map(([line]) => JSON.parse(line) as JsonObject);
  let request: JsonObject = {};
  for (const message of messages) {
    if ('op' in message) request = message;
    const validate = schema(schemaOf(request, message));
    const sound = JSON.parse(
      JSON.stringify(message).replaceAll('"blocks":[]', '"blocks":[{"bytes":"","pointers":[]}]'),
    ) as unknown;
    expect(validate(sound), `${JSON.stringify(message)} ${JSON.stringify(validate.errors)}`).toBe(true);
  }
  expect(messages).toHaveLength(22);
});

const memory = {
  blocks: [
    { bytes: '2a000000000000000000000000000000', pointers: [[8, 1, 0]] },
    { bytes: '0000000000000000', pointers: [] },
  ],
};
const saved = { id: 7, status: 'ok', wire: '0000002a', measured: [[1, 4]], memory };
const loaded = { id: 7, status: 'ok', consumed: 4, stream_error: 0, memory, resaved: '0000002a' };
const rejected = { id: 7, status: 'rejected', code: -22, message: 'no' };

/** The same with the first block's pointers replaced. */
function withPointers(pointers: unknown): unknown {
  return { blocks: [{ ...memory.blocks[0], pointers }, memory.blocks[1]] };
}

function withBytes(bytes: unknown): unknown {
  return { blocks: [memory.blocks[0], { bytes, pointers: [] }] };
}

const common: [string, JsonObject][] = [
  ['no status', { ...saved, status: undefined }],
  ['another status', { ...loaded, status: 'crashed' }],
  ['unsupported', { id: 7, status: 'unsupported', feature: 'VMS_ALLOC' }],
  ['unsupported what', { id: 7, status: 'unsupported' }],
  ['error', { id: 7, status: 'error', message: 'broken' }],
  ['error of a number', { id: 7, status: 'error', message: 5 }],
  ['rejected with the result of a hook', { ...rejected, code: 1 }],
  ['rejected with 0', { ...rejected, code: 0 }],
  ['rejected with a name', { ...rejected, code: 'EINVAL' }],
  ['rejected in silence', { ...rejected, message: undefined }],
];

const memories: [string, unknown][] = [
  ['well', memory],
  ['with its ABI', { abi: { pointer_size: 8, byte_order: 'little' }, ...memory }],
  ['with an odd ABI', { abi: { pointer_size: 2, byte_order: 'little' }, ...memory }],
  ['with an allocated block', { blocks: [...memory.blocks, { bytes: 'ff', pointers: [] }] }],
  ['missing', undefined],
  ['an array', [memory]],
  ['without blocks', {}],
  ['with a block of null', { blocks: [memory.blocks[0], null] }],
  ['with bytes of null', withBytes(null)],
  ['with odd digits', withBytes('00000000000000000')],
  ['with upper case', withBytes('AA00000000000000')],
  ['with other characters', withBytes('0x00000000000000')],
  ['with characters beyond ASCII', withBytes('é000000000000000')],
  ['without pointers', withPointers(undefined)],
  ['with NULL', withPointers([[8]])],
  ['with a wild pointer', withPointers([[8, -1, 0]])],
  ['with a wild pointer that points', withPointers([[8, -1, 4]])],
  ['with one past the end', withPointers([[8, 1, 8]])],
  ['with a pair', withPointers([[8, 1]])],
  ['with four', withPointers([[8, 1, 0, 0]])],
  ['with nothing', withPointers([[]])],
  ['with a fraction', withPointers([[8, 1, 0.5]])],
  ['with a negative offset', withPointers([[-8]])],
  ['with a negative target', withPointers([[8, 1, -1]])],
  ['with text', withPointers([['8']])],
  ['with a number', withPointers([8])],
];

const saves: [string, JsonObject][] = [
  ['well', saved],
  ['no wire', { ...saved, wire: undefined }],
  ['odd wire', { ...saved, wire: '000' }],
  ['measured flat', { ...saved, measured: [1, 4] }],
  ['measured three', { ...saved, measured: [[1, 4, 0]] }],
  ['measured text', { ...saved, measured: [[1, '4']] }],
  ['measured object', { ...saved, measured: {} }],
  ['rejected', rejected],
  ...common,
  ...memories
    .filter(([, value]) => value !== undefined)
    .map(([name, value]): [string, JsonObject] => [`memory ${name}`, { ...saved, memory: value }]),
];

const loads: [string, JsonObject][] = [
  ['well', loaded],
  ['not resaved', { ...loaded, resaved: null }],
  ['resaved something', { ...loaded, resaved: 1 }],
  ['consumed nothing', { ...loaded, consumed: undefined }],
  ['consumed less than nothing', { ...loaded, consumed: -1 }],
  ['consumed half', { ...loaded, consumed: 0.5 }],
  ['a positive stream error', { ...loaded, stream_error: 5 }],
  ['no stream error', { ...loaded, stream_error: undefined }],
  ['rejected with nothing left', rejected],
  ['rejected', { ...loaded, ...rejected }],
  ...common,
  ...memories.map(([name, value]): [string, JsonObject] => [`memory ${name}`, { ...loaded, memory: value }]),
];

function decodes(decode: () => unknown): boolean {
  try {
    decode();
    return true;
  } catch (error) {
    if (!(error instanceof ProtocolFault)) throw error;
    return false;
  }
}

/** What came over the wire has no undefined members. */
function json(value: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}

test.each(saves)('decoder and schema agree on a save: %s', (_, response) => {
  expect(decodes(() => decodeSaved(json(response), save))).toBe(schema('save.response')(json(response)));
});

test.each(loads)('decoder and schema agree on a load: %s', (_, response) => {
  expect(decodes(() => decodeLoaded(json(response), load))).toBe(schema('load.response')(json(response)));
});

test('the schema of hello is the one that hello is read by', () => {
  const [hello] = [
    ...readFileSync(new URL('../../docs/protocol.md', import.meta.url), 'utf8').matchAll(/^\{"id":1,"status".*$/gm),
  ];
  expect(readHello(hello?.[0] ?? '')).toMatchObject({ name: 'qemu', dialect: 'qemu-11.1', abi: { pointerSize: 8 } });
});
