import { describe, expect, it } from 'vitest';
import { dialects, type Dialect } from '../vmstate/dialect.ts';
import { decode, type Decoded } from './decode.ts';
import { bytes, scalar, shape, struct } from './shapes.test-help.ts';

const dev = shape('dv', [scalar('a', 'uint8')]);

function top(wire: string, dialect: Dialect): Decoded {
  return decode(dev, [0], bytes(`07 ${wire}`.trim()), 1, dialect);
}

describe.each(dialects)('the look for a subsection, %s', (dialect) => {
  const enoent = dialect === 'qemu-11.1' ? -22 : -2;
  const eof = dialect === 'qemu-11.1' ? -22 : -5;

  it.each([
    ['the end of the stream', '', -5],
    ['another byte', '7e', 0],
    ['no length', '05', -5],
    ['a length of 0', '05 00', 0],
    ['a name as short as the struct’s', '05 02 64 76 64 76', 0],
    ['a name cut short', '05 03 64 76', -5],
    ['a name that does not follow', '05 03', -5],
    ['another name', '05 03 64 77 2f', 0],
    ['a quite different name', '05 03 00 76 2f', 0],
  ])('is content with %s', (_what, wire, streamError) => {
    expect(top(wire, dialect)).toMatchObject({ verdict: 'ok', values: [7], consumed: 1, streamError });
  });

  it('refuses what bears the struct’s name', () => {
    for (const wire of ['05 03 64 76 2f', '05 04 64 76 2f 61 00 00 00 01']) {
      expect(top(wire, dialect)).toEqual({
        verdict: 'rejected',
        code: enoent,
        consumed: 1,
        // 7.2 leaves it to the caller to tell the stream.
        streamError: dialect === 'qemu-7.2' ? 0 : enoent,
        values: [7],
        unspecified: [],
        why: "a subsection that 'dv' does not have",
      });
    }
  });

  const nested = shape('outer', [struct('in', dev), scalar('b', 'uint8')]);

  it('refuses it at any depth', () => {
    expect(decode(nested, [[0], 0], bytes('07 05 03 64 76 2f'), 1, dialect)).toMatchObject({
      code: enoent,
      streamError: enoent,
      why: "in: a subsection that 'dv' does not have",
    });
  });

  it('lets the parent fail when it runs into the end of the stream', () => {
    for (const tail of ['', ' 05', ' 05 03 64']) {
      expect(decode(nested, [[0], 9], bytes(`07${tail}`), 1, dialect)).toMatchObject({
        verdict: 'rejected',
        code: eof,
        consumed: 1,
        streamError: -5,
        values: [[7], 9],
      });
    }
  });

  it('takes what it declines for data', () => {
    expect(decode(nested, [[0], 0], bytes('07 05 03 64 77'), 1, dialect)).toMatchObject({ verdict: 'rejected' });
    expect(decode(nested, [[0], 0], bytes('07 05 02 64'), 1, dialect)).toMatchObject({ verdict: 'ok', values: [[7], 5], consumed: 2 });
  });

  it('compares names by their bytes', () => {
    const umlaut = shape('ü', [scalar('a', 'uint8')]);
    expect(decode(umlaut, [0], bytes('07 05 02 c3 bc'), 1, dialect)).toMatchObject({ verdict: 'ok' });
    expect(decode(umlaut, [0], bytes('07 05 03 c3 bc 2f'), 1, dialect)).toMatchObject({ verdict: 'rejected' });
  });
});
