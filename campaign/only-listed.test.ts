import { expect, test } from 'vitest';
import { createListedCheck } from '../engine/protocol/listed.ts';
import { createReferenceEngine } from '../engine/reference/create.ts';
import { prepare } from '../spec/subject.ts';
import { generatorFor, caseOfRun } from './case-of-run.ts';

const dialect = 'qemu-11.1';
const { hello } = createReferenceEngine({ dialect });
const single = 'VMS_SINGLE';

test.each([
  [[single, 'info:bool']],
  [[single, 'info:uint64']],
  [[single, 'info:int16', 'VMS_ARRAY', 'VMS_STRUCT']],
  [[single, 'info:uint32', 'VMS_POINTER', 'VMS_ARRAY', 'VMS_ARRAY_OF_POINTER']],
  [[single, 'info:uint32', 'part:subsections', 'part:field_exists', 'info:tmp', 'part:hooks', 'VMS_MUST_EXIST']],
  [[single, 'info:cpudouble', 'info:qtailq', 'info:gtree', 'info:timer', 'info:tmp', 'VMS_STRUCT', 'VMS_VSTRUCT']],
  [
    [
      single,
      'info:uint16',
      'VMS_VARRAY_UINT16',
      'VMS_VARRAY_UINT8',
      'VMS_VBUFFER',
      'VMS_POINTER',
      'info:bitmap',
      'info:buffer',
    ],
  ],
  [
    [
      single,
      'info:int32',
      'VMS_VBUFFER',
      'VMS_POINTER',
      'info:bitmap',
      'info:buffer',
      'VMS_MULTIPLY',
      'info:g_byte_array',
      'info:unused_buffer',
    ],
  ],
])('for an engine with %j nothing else is generated', (features) => {
  const lackOf = createListedCheck(features);
  const generator = generatorFor({ ...hello, features }, dialect);
  // Long arrays and buffers come once in 1,400 runs, each kind in its turn.
  const runs = [
    ...Array.from({ length: 400 }, (_, run) => run),
    ...Array.from({ length: 7 }, (_, k) => 500 + 1000 * k),
  ];
  const beyond = runs.map((run) => lackOf(prepare(caseOfRun(generator, 5, run)).layout.plan.description));
  expect([...new Set(beyond)]).toEqual([null]);
});
