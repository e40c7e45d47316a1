import { expect, it } from 'vitest';
import { annotate, extentsOf } from './annotate.ts';
import { encode } from '../save/encode.ts';
import { bitmap, checkedMember, list, versionFrom, tmp, validate } from '../rare.test-help.ts';
import { bytes, fixed, member, scalar, shape, struct } from '../../vmstate/model/shapes.test-help.ts';
import { byteOwner } from './span.ts';

const reg = shape('reg', [scalar('on', 'bool'), scalar('ctrl', 'uint32')]);
const dev = shape('dev', [
  scalar('irq', 'int16'),
  struct('regs', reg, { count: fixed(2) }),
  member('mac', { kind: 'buffer', size: 6 }),
  member('none', { kind: 'buffer', size: 0 }),
  member('unused', { kind: 'unused', size: 2 }),
  scalar('queues', 'uint64', { count: fixed(2), slots: 'allocated' }),
]);
const model = {
  shape: dev,
  values: [
    -3,
    [
      [1, 0x80000000],
      [0, 5],
    ],
    bytes('52 54 00 12 34 56'),
    bytes(''),
    null,
    [null, 9n],
  ],
};

it('names each leaf', () => {
  const annotated = annotate(model, 'qemu-11.1');
  expect(annotated.bytes).toEqual(encode(model, 'qemu-11.1'));
  expect(annotated.spans).toEqual([
    { start: 0, length: 2, path: 'irq', type: 'int16', value: '-3' },
    { start: 2, length: 1, path: 'regs[0].on', type: 'bool', value: 'true' },
    { start: 3, length: 4, path: 'regs[0].ctrl', type: 'uint32', value: '2147483648' },
    { start: 7, length: 1, path: 'regs[1].on', type: 'bool', value: 'false' },
    { start: 8, length: 4, path: 'regs[1].ctrl', type: 'uint32', value: '5' },
    { start: 12, length: 6, path: 'mac', type: 'buffer', value: '52 54 00 12 34 56' },
    { start: 18, length: 2, path: 'unused', type: 'unused', value: 'zeros' },
    { start: 20, length: 1, path: 'queues[0]', type: 'null marker', value: "'0' (NULL)" },
    { start: 21, length: 1, path: 'queues[1]', type: 'pointer marker', value: "'1' (valid)" },
    { start: 22, length: 8, path: 'queues[1]', type: 'uint64', value: '9' },
  ]);
});

it('knows the owner of every byte and of none outside', () => {
  const annotated = annotate(model, 'qemu-11.1');
  annotated.bytes.forEach((_byte, offset) => {
    const span = byteOwner(annotated, offset);
    expect(span).toBe(annotated.spans.find(({ start, length }) => offset >= start && offset < start + length));
    expect(span).toBeDefined();
  });
  expect(byteOwner(annotated, -1)).toBeUndefined();
  expect(byteOwner(annotated, annotated.bytes.length)).toBeUndefined();
});

it('shows the head of long buffers and odd bools as they are', () => {
  const { spans } = annotate(
    {
      shape: shape('dev', [member('b', { kind: 'buffer', size: 17 }), scalar('o', 'bool')]),
      values: [new Uint8Array(17), 2],
    },
    'qemu-10.2',
  );
  expect(spans.map(({ value }) => value)).toEqual([`${'00 '.repeat(16)}… (17 bytes)`, '2']);
});

it('names what is rare', () => {
  const rare = shape('dev', [
    checkedMember('n', 'int32_equal'),
    bitmap('bits', 0),
    list('list', reg),
    list('none', reg, {}, 'qlist'),
    tmp(shape('object', [scalar('d', 'cpudouble')])),
    validate('ok', versionFrom(0)),
  ]);
  const values = [
    1,
    bytes('00 00 00 00 00 00 00 01'),
    [
      [1, 2],
      [0, 3],
    ],
    [],
    [5n],
    null,
  ];
  const annotated = annotate({ shape: rare, values }, 'qemu-7.2');
  expect(annotated.spans).toEqual([
    { start: 0, length: 4, path: 'n', type: 'int32_equal', value: '1' },
    { start: 4, length: 8, path: 'bits', type: 'bitmap', value: '00 00 00 00 00 00 00 01' },
    { start: 12, length: 1, path: 'list[0]', type: 'list marker', value: '1 (element)' },
    { start: 13, length: 1, path: 'list[0].on', type: 'bool', value: 'true' },
    { start: 14, length: 4, path: 'list[0].ctrl', type: 'uint32', value: '2' },
    { start: 18, length: 1, path: 'list[1]', type: 'list marker', value: '1 (element)' },
    { start: 19, length: 1, path: 'list[1].on', type: 'bool', value: 'false' },
    { start: 20, length: 4, path: 'list[1].ctrl', type: 'uint32', value: '3' },
    { start: 24, length: 1, path: 'list', type: 'list marker', value: '0 (end)' },
    { start: 25, length: 1, path: 'none', type: 'list marker', value: '0 (end)' },
    { start: 26, length: 8, path: 'tmp.d', type: 'cpudouble', value: '5' },
  ]);
  expect(annotated.bytes).toEqual(encode({ shape: rare, values }, 'qemu-7.2'));
});

it('knows the same leaves without their names', () => {
  const leaves = annotate(model, 'qemu-11.1').spans.map(({ start, length, type }) => ({ start, length, type }));
  expect(extentsOf(model, 'qemu-11.1')).toEqual(leaves);
});
