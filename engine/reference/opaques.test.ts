import { expect, test } from 'vitest';
import { dialects } from '../../vmstate/dialect.ts';
import type { Hooks } from '../../vmstate/hooks.ts';
import { createReferenceEngine } from './create.ts';
import { fromHex, little64, memoryOf, vmsd } from './testing/device.ts';

const hooks: Hooks = { pre_save: 0, pre_load: 0 };

test.each(dialects)('each call gets the object of its own struct (%s)', (dialect) => {
  const engine = createReferenceEngine({ dialect });
  const part = vmsd([{ name: 'x', size: 1, info: 'uint8' }], { name: 'part', hooks });
  const list = vmsd([{ name: 'y', size: 1, info: 'uint8' }], { name: 'node', hooks });
  const tmp = vmsd([], { name: 'tmp', tmp: { parent: 0, tmp: 8, length: 0 } });
  const description = vmsd(
    [
      { name: 'parts', offset: 1, size: 2, num: 2, flags: 'STRUCT|ARRAY', vmsd: part },
      { name: 'one', offset: 3, size: 1, flags: 'STRUCT', vmsd: part, field_exists: { kind: 'byte', offset: 0 } },
      { name: 'tmp', size: 8, version_id: 1, info: 'tmp', vmsd: tmp },
      { name: 'list', offset: 8, size: 24, version_id: 1, info: 'qlist', vmsd: list, start: 8 },
    ],
    { hooks },
  );
  const memory = memoryOf(little64, ['01 02 03 04 05 000000 0000000000000000'], [[[0, 8], null]]);
  const saved = engine.save({ description, memory, measure: false, returnMemory: false, trace: true });
  expect(saved).toMatchObject({
    trace: [
      'pre_save dev',
      'pre_save part',
      'pre_save part',
      'field_exists dev.one 1',
      'pre_save part',
      'pre_save tmp',
    ],
    opaques: [[0, 0], [0, 1], [0, 3], [0, 0], [0, 3], null],
  });
  const wire = fromHex('02 03 04 01 07 01 08 00 ee');
  const loaded = engine.load({ description, memory, wire, versionId: 1, resave: true, trace: true });
  expect(loaded).toMatchObject({
    status: 'ok',
    trace: [
      'pre_load dev',
      'pre_load part',
      'pre_load part',
      'field_exists dev.one 1',
      'pre_load part',
      'pre_load tmp',
      'post_load tmp 1',
      'pre_load node',
      'pre_load node',
    ],
    opaques: [[0, 0], [0, 1], [0, 3], [0, 0], [0, 3], null, null, [1, 0], [2, 0]],
  });
});
