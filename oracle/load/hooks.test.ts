import { describe, expect, it } from 'vitest';
import { dialects, traitsOf, type Dialect } from '../../vmstate/dialect.ts';
import type { Hooks } from '../../vmstate/hooks.ts';
import type { StructShape } from '../../vmstate/model/model.ts';
import { decode } from './decode.ts';
import { LEFT, plain, shown, type Shown } from './load.test-help.ts';
import { hookedShape, list, tmp, withParts } from '../rare.test-help.ts';
import { bytes, scalar, shape, struct } from '../../vmstate/model/shapes.test-help.ts';

const quiet: Hooks = { pre_load: 0, post_load: 0, pre_save: 0, post_save: 0 };
const part = '05 05 64 65 76 2f 61 00 00 00 01';

/** A device with a struct and a subsection, each with hooks. */
function device(outer: Hooks, inner: Hooks = quiet, section: Hooks = quiet): StructShape {
  const dev = shape('dev', [struct('s', hookedShape(shape('in', [scalar('x', 'uint8')]), inner))], 3);
  return hookedShape(withParts(dev, hookedShape(shape('dev/a', []), section)), outer);
}

function load(dialect: Dialect, of: StructShape, wire = `55 ${part} ee`, version = of.version): Shown {
  return shown(decode({ shape: of, before: [[1], []] }, bytes(wire), version, dialect));
}

describe.each(dialects)('the calls of a load, %s', (dialect) => {
  it('come in order, around what they belong to', () => {
    expect(load(dialect, device(quiet), undefined, 2)).toEqual({
      verdict: 'ok',
      values: [[0x55], []],
      consumed: 12,
      streamError: 0,
      ...plain,
      trace: [
        'pre_load dev',
        'pre_load in',
        'post_load in 1',
        'pre_load dev/a',
        'post_load dev/a 1',
        'post_load dev 2',
      ],
    });
    expect(load(dialect, device({}, {}, {}))).toMatchObject({ verdict: 'ok', trace: [] });
    expect(load(dialect, device({ pre_save: -1, post_save: -1 }, {}, {}))).toMatchObject({ verdict: 'ok', trace: [] });
  });

  it('are none for a version that is refused', () => {
    expect(load(dialect, device(quiet), undefined, 4)).toMatchObject({
      verdict: 'rejected',
      code: -22,
      consumed: 0,
      trace: [],
    });
  });

  const code = traitsOf(dialect).autoAlloc ? -22 : -7;

  it('end before a byte is read when pre_load fails', () => {
    expect(load(dialect, device({ ...quiet, pre_load: -7 }))).toEqual({
      verdict: 'rejected',
      code,
      consumed: 0,
      streamError: 0,
      values: [LEFT, LEFT],
      ...plain,
      trace: ['pre_load dev'],
      cause: 'hook',
      why: 'pre_load returns -7',
    });
    const inner = load(dialect, device(quiet, { ...quiet, pre_load: -7 }));
    expect(inner).toMatchObject({
      code,
      consumed: 0,
      streamError: code,
      values: [[LEFT], LEFT],
      trace: ['pre_load dev', 'pre_load in'],
      why: 's: pre_load returns -7',
    });
  });

  it('end with post_load when that fails, with all that was loaded', () => {
    expect(load(dialect, device({ post_load: -7 }))).toMatchObject({
      code,
      consumed: 12,
      streamError: 0,
      values: [[0x55], []],
      why: 'post_load returns -7',
    });
    expect(load(dialect, device(quiet, { post_load: -7 }))).toMatchObject({
      code,
      consumed: 1,
      streamError: code,
      values: [[0x55], LEFT],
    });
    const section = load(dialect, device(quiet, quiet, { post_load: -7 }));
    expect(section).toMatchObject({
      code,
      consumed: 12,
      streamError: dialect === 'qemu-7.2' ? 0 : code,
      values: [[0x55], []],
      why: 'dev/a: post_load returns -7',
    });
  });

  it('leave out post_load when a field failed', () => {
    expect(load(dialect, device(quiet), '')).toMatchObject({
      verdict: 'rejected',
      trace: ['pre_load dev', 'pre_load in'],
    });
    // The look behind the inner fields fails nothing but what is around them.
    expect(load(dialect, device(quiet), '55')).toMatchObject({
      verdict: 'rejected',
      trace: ['pre_load dev', 'pre_load in', 'post_load in 1'],
    });
  });

  it('take the errp variants first, where there are any', () => {
    const both: Hooks = { pre_load: -7, post_load: -7, pre_load_errp: true, post_load_errp: true };
    if (!traitsOf(dialect).errpHooks) {
      expect(load(dialect, device(both, {}, {}))).toMatchObject({ verdict: 'rejected', trace: ['pre_load dev'] });
      return;
    }
    expect(load(dialect, device(both, {}, {}))).toMatchObject({
      verdict: 'ok',
      trace: ['pre_load_errp dev', 'post_load_errp dev 3'],
    });
    expect(load(dialect, device({ pre_load_errp: false }, {}, {}))).toMatchObject({
      code: -22,
      consumed: 0,
      trace: ['pre_load_errp dev'],
      cause: 'hook',
    });
    expect(load(dialect, device({ post_load_errp: false }, {}, {}))).toMatchObject({
      code: -22,
      consumed: 12,
      trace: ['post_load_errp dev 3'],
      cause: 'hook',
    });
  });
});

describe('a positive result', () => {
  const old = dialects.filter((dialect) => !traitsOf(dialect).autoAlloc);

  it.each(old)('is what the load returns, %s', (dialect) => {
    const returned = { verdict: 'rejected', code: 3, streamError: 0, cause: 'positive hook' };
    expect(load(dialect, device({ pre_load: 3 }))).toMatchObject({ ...returned, consumed: 0, values: [LEFT, LEFT] });
    expect(load(dialect, device({ post_load: 3 }))).toMatchObject({ ...returned, consumed: 12, values: [[0x55], []] });
  });

  it.each(old)('is no failure to what is around it, which misses what was passed over, %s', (dialect) => {
    expect(load(dialect, device({}, { post_load: 3 }, {}))).toMatchObject({
      verdict: 'ok',
      consumed: 12,
      values: [[0x55], []],
      missed: 1,
    });
    // The byte of the struct is then taken for what follows.
    expect(load(dialect, device({}, { pre_load: 3 }, {}), `${part} ee`)).toMatchObject({
      verdict: 'ok',
      consumed: 11,
      values: [[LEFT], []],
      missed: 1,
    });
  });

  it('of a subsection fails, and becomes the error of the stream in 10.0', () => {
    const late = device({}, {}, { post_load: 3 });
    expect(load('qemu-7.2', late)).toMatchObject({ verdict: 'rejected', code: 3, streamError: 0 });
    expect(load('qemu-10.0', late)).toMatchObject({ verdict: 'rejected', code: 3, streamError: 3 });
    expect(load('qemu-10.2', late)).toEqual({
      verdict: 'undefined',
      why: 'dev/a: its load returns 3 without an error to prepend to',
    });
    expect(load('qemu-11.1', late)).toMatchObject({ verdict: 'ok', consumed: 12 });
    expect(load('qemu-10.2', device({}, {}, { pre_load: 3 }))).toMatchObject({
      verdict: 'rejected',
      code: 3,
      streamError: 3,
    });
  });

  it('that became the error of the stream hides the end of it', () => {
    const at = (dialect: Dialect, hooks: Hooks, wire: string): Shown => {
      const inner = withParts(shape('in', []), hookedShape(shape('in/a', []), hooks));
      return shown(
        decode(
          { shape: shape('outer', [struct('s', inner), scalar('x', 'uint16')]), before: [[[]], 1] },
          bytes(wire),
          1,
          dialect,
        ),
      );
    };
    const header = '05 04 69 6e 2f 61 00 00 00 01';
    const hidden = { verdict: 'ok', consumed: 11, streamError: 3, values: [[[]], 0x5500] };
    expect(at('qemu-10.0', { post_load: 3 }, `${header} 55`)).toMatchObject(hidden);
    expect(at('qemu-10.2', { pre_load: 3 }, `${header} 55`)).toMatchObject(hidden);
    // Unless the end came first, with the look for a subsection of the subsection.
    expect(at('qemu-10.0', { post_load: 3 }, header)).toMatchObject({
      verdict: 'rejected',
      code: -5,
      consumed: 10,
      streamError: -5,
    });
  });

  it('means nothing in 11.1, except of pre_load', () => {
    expect(load('qemu-11.1', device({ post_load: 3 }, { post_load: 3 }))).toMatchObject({ verdict: 'ok', missed: 0 });
    expect(load('qemu-11.1', device({ pre_load: 3 }))).toMatchObject({
      verdict: 'rejected',
      code: -22,
      cause: 'positive hook',
    });
  });

  it('of pre_load leaves an error in 10.2, which does not survive the next one', () => {
    const soft = hookedShape(shape('in', [scalar('x', 'uint8')]), { pre_load: 3 });
    const two = (next: Hooks): Shown =>
      shown(
        decode(
          { shape: shape('dev', [struct('s', soft), struct('t', hookedShape(soft, next))]), before: [[1], [2]] },
          bytes('55 ee'),
          1,
          'qemu-10.2',
        ),
      );
    expect(two({})).toMatchObject({ verdict: 'ok', values: [[LEFT], [0x55]] });
    for (const hooks of [{ pre_load: -7 }, { pre_load_errp: false }, { post_load: -7 }] satisfies Hooks[]) {
      expect(two(hooks)).toMatchObject({
        verdict: 'undefined',
        why: expect.stringContaining('an error is set already') as unknown,
      });
    }
  });

  it('of pre_load leaves none that a list or a temporary object would fall on, until they fail', () => {
    const soft = hookedShape(shape('in', []), { pre_load: 3 });
    const item = shape('item', [scalar('x', 'uint8')]);
    const at = (wire: string): Shown =>
      shown(
        decode(
          { shape: shape('dev', [struct('s', soft), list('l', item), tmp(item)]), before: [[], [], [1]] },
          bytes(wire),
          1,
          'qemu-10.2',
        ),
      );
    expect(at('01 08 00 09 ee')).toMatchObject({ verdict: 'ok', values: [[], [[8]], [9]] });
    expect(at('01')).toEqual({ verdict: 'undefined', why: 'l[0]: it fails, and an error is set already' });
    expect(at('01 08 00')).toEqual({ verdict: 'undefined', why: 'tmp: it fails, and an error is set already' });
  });
});
