import { describe, expect, it } from 'vitest';
import { dialects, traitsOf } from '../../vmstate/dialect.ts';
import { bytes, member, scalar, shape } from '../../vmstate/model/shapes.test-help.ts';
import { decode } from './decode.ts';
import { LEFT, shown, type Shown } from './load.test-help.ts';

describe.each(dialects)('an info that a device defines, %s', (dialect) => {
  const at = (get: number): Shown => {
    const own = member('own', { kind: 'failing', results: { get, put: 0 } });
    const dev = shape('dev', [own, scalar('x', 'uint8')], 9);
    return shown(decode({ shape: dev, before: [5, 6] }, bytes('07 08 7e'), 9, dialect));
  };

  it('keeps its byte and fails when it returns less than 0', () => {
    expect(at(0)).toMatchObject({ verdict: 'ok', values: [7, 8] });
    expect(at(2147483647)).toMatchObject({ verdict: 'ok', values: [7, 8] });
    const code = traitsOf(dialect).autoAlloc ? -22 : -2147483648;
    expect(at(-2147483648)).toMatchObject({
      verdict: 'rejected',
      code,
      values: [7, LEFT],
      consumed: 1,
      streamError: code,
    });
  });
});
