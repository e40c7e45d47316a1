import { describe, expect, it } from 'vitest';
import { dialects, traitsOf, type Dialect } from '../../vmstate/dialect.ts';
import type { Hooks } from '../../vmstate/hooks.ts';
import { fixed, member, scalar, shape, spacedHex, struct } from '../../vmstate/model/shapes.test-help.ts';
import type { Member, StructValue } from '../../vmstate/model/model.ts';
import { hookedShape, withParts } from '../rare.test-help.ts';
import { bytesWritten } from './written.ts';

function written(dialect: Dialect, members: readonly Member[], values: StructValue, hooks: Hooks = {}): string {
  return spacedHex(bytesWritten({ shape: hookedShape(shape('dev', members), hooks), values }, dialect));
}

describe.each(dialects)('the bytes of a save that is refused, %s', (dialect) => {
  const byte = scalar('x', 'uint8');
  const inner = (hooks: Hooks): Member => struct('s', hookedShape(shape('in', [byte]), hooks));

  it('are all when nothing refuses it', () => {
    expect(written(dialect, [byte, inner({ pre_save: 0, post_save: 0 })], [1, [2]])).toBe('01 02');
  });

  it('are none of a struct whose pre_save fails', () => {
    expect(written(dialect, [byte], [1], { pre_save: -1 })).toBe('');
    expect(written(dialect, [byte, inner({ pre_save: -1 }), byte], [1, [2], 3])).toBe('01');
  });

  it('are those of the struct whose post_save fails, where it can', () => {
    const isVoid = traitsOf(dialect).autoAlloc;
    expect(written(dialect, [byte, inner({ post_save: -1 }), byte], [1, [2], 3])).toBe(isVoid ? '01 02 03' : '01 02');
  });

  it('end behind the byte of an info whose put fails', () => {
    const own = member('own', { kind: 'failing', results: { get: 0, put: -5 } }, { count: fixed(2) });
    expect(written(dialect, [byte, own, byte], [1, [2, 3], 4])).toBe('01 02');
  });

  it('contain the end of a tree whose node fails', () => {
    const tree = member('t', { kind: 'tree', key: null, value: hookedShape(shape('in', [byte]), { pre_save: -1 }) });
    expect(written(dialect, [tree, byte], [[[7n, [1]]], 2])).toBe('00 00 00 01 01 00 00 00 00 00 00 00 07 00');
  });

  it('contain the header of a subsection that fails', () => {
    const part = hookedShape(shape('dev/a', [byte]), { pre_save: -1 });
    const dev = withParts(shape('dev', [byte]), part);
    expect(spacedHex(bytesWritten({ shape: dev, values: [7, [8]] }, dialect))).toBe(
      '07 05 05 64 65 76 2f 61 00 00 00 01',
    );
  });
});
