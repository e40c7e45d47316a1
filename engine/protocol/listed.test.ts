import { afterEach, expect, test } from 'vitest';
import type { VMStateDescription, VMStateField } from '../../vmstate/host/description.ts';
import { VMS } from '../../vmstate/host/flags.ts';
import { fauxDescription as described, saveRequest, startFaux } from '../process/faux/faux.ts';
import { createListedCheck } from './listed.ts';
import type { ProcessEngine } from '../process/start.ts';

let engine: ProcessEngine | null = null;

afterEach(async () => {
  await engine?.close();
  engine = null;
});

const plain = described('dev');
const check = createListedCheck(['VMS_SINGLE', 'VMS_STRUCT', 'info:uint32']);

function withField(part: Partial<VMStateField>): VMStateDescription {
  return { ...plain, fields: plain.fields.map((field) => ({ ...field, ...part })) };
}

test.each<[string, VMStateDescription, string | null]>([
  ['nothing more', plain, null],
  ['a flag', withField({ flags: VMS.SINGLE | VMS.POINTER }), 'VMS_POINTER'],
  ['a type', withField({ info: 'uint64' }), 'info:uint64'],
  ['a field_exists', withField({ field_exists: { kind: 'version', from: 1 } }), 'part:field_exists'],
  ['hooks', { ...plain, hooks: { pre_save: 0 } }, 'part:hooks'],
  ['copies of a tmp', { ...plain, tmp: { parent: 0, tmp: 8, length: 0, copies: [] } }, 'part:tmp-copies'],
  ['subsections', { ...plain, subsections: [plain] }, 'part:subsections'],
  [
    'something in a struct',
    withField({ flags: VMS.STRUCT, info: null, vmsd: withField({ flags: VMS.ARRAY }) }),
    'VMS_ARRAY',
  ],
  ['something in a key', withField({ key_vmsd: withField({ info: 'bool' }) }), 'info:bool'],
])('%s', (_, description, lack) => {
  expect([check(description), check(description)]).toEqual([lack, lack]);
});

test('what an engine does not list is not sent', async () => {
  engine = await startFaux('crash');
  // By this name it would die.
  const bad = saveRequest('bad', 1);
  const request = { ...bad, description: { ...bad.description, hooks: { pre_save: 0 } } };
  expect(await engine.save(request)).toEqual({ status: 'unsupported', feature: 'part:hooks' });
  const load = {
    description: request.description,
    memory: request.memory,
    wire: Uint8Array.of(),
    versionId: 1,
    resave: false,
  };
  expect(await engine.load(load)).toEqual({ status: 'unsupported', feature: 'part:hooks' });
  expect(await engine.save(saveRequest('well', 1))).toMatchObject({ status: 'ok' });
});
