import { expect, it } from 'vitest';
import { siblingsRead } from './siblings-read.ts';
import { counted, member, scalar, shape } from './shapes.test-help.ts';

it('finds what counts, sizes, tests and subsections read', () => {
  const members = [
    scalar('n', 'uint8'),
    scalar('size', 'int32'),
    scalar('there', 'uint8'),
    scalar('idle', 'uint8'),
    scalar('more', 'uint8'),
    scalar('array', 'uint16', { count: counted(0, 'uint8') }),
    member('bytes', { kind: 'vbuffer', sizedBy: 1, multiply: null }),
    scalar('tested', 'uint16', { test: { kind: 'sibling', by: 2 } }),
    scalar('newer', 'uint16', { test: { kind: 'version', from: 2 } }),
  ];
  const subsections = [{ struct: shape('s/a', []), needed: 4 }, { struct: shape('s/b', []) }];
  expect([...siblingsRead({ ...shape('s', members), subsections })].sort()).toEqual([0, 1, 2, 4]);
  expect(siblingsRead(shape('none', [])).size).toBe(0);
});
