import { expect, it } from 'vitest';
import { dialects } from '../../vmstate/dialect.ts';
import { annotate } from './annotate.ts';
import { encode } from '../save/encode.ts';
import { withParts } from '../rare.test-help.ts';
import { spacedHex, scalar, shape } from '../../vmstate/model/shapes.test-help.ts';
import { headerName, headerSize } from './subsection-header.ts';

const headerOf = (name: string, version: number): Uint8Array =>
  encode({ shape: withParts(shape('d', []), shape(name, [], version)), values: [[]] }, 'qemu-10.2');

it('counts the bytes of a name', () => {
  expect(spacedHex(headerOf('ü/€', 0x01020304))).toBe('05 06 c3 bc 2f e2 82 ac 01 02 03 04');
  expect(spacedHex(headerOf('d/x', -1))).toBe('05 03 64 2f 78 ff ff ff ff');
});

it.each([
  [255, 255],
  [256, 0],
  [257, 1],
  [600, 88],
])('of %d bytes sends %d', (length, sent) => {
  const name = 'a'.repeat(length);
  expect(headerName(name).length).toBe(sent);
  expect(headerSize(name)).toBe(sent + 6);
  const bytes = headerOf(name, 1);
  expect(bytes.length).toBe(sent + 6);
  expect(bytes[1]).toBe(sent);
});

it.each(dialects)('is annotated, and so is what follows, %s', (dialect) => {
  const inner = withParts(shape('d/a', [scalar('x', 'uint8')], 2), shape('d/a/b', [scalar('y', 'bool')], 0));
  const { spans, bytes } = annotate({ shape: withParts(shape('d', []), inner), values: [[9, [1]]] }, dialect);
  expect(bytes.length).toBe(1 + 4 + 4 + 1 + 1 + 6 + 4 + 1);
  expect(spans).toEqual([
    { start: 0, length: 1, path: 'd/a', type: 'subsection marker', value: '5 (subsection)' },
    { start: 1, length: 4, path: 'd/a', type: 'subsection name', value: 'd/a' },
    { start: 5, length: 4, path: 'd/a', type: 'subsection version', value: '2' },
    { start: 9, length: 1, path: 'd/a.x', type: 'uint8', value: '9' },
    { start: 10, length: 1, path: 'd/a.d/a/b', type: 'subsection marker', value: '5 (subsection)' },
    { start: 11, length: 6, path: 'd/a.d/a/b', type: 'subsection name', value: 'd/a/b' },
    { start: 17, length: 4, path: 'd/a.d/a/b', type: 'subsection version', value: '0' },
    { start: 21, length: 1, path: 'd/a.d/a/b.y', type: 'bool', value: 'true' },
  ]);
});
