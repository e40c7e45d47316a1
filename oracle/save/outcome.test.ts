import { describe, expect, it } from 'vitest';
import { dialects, traitsOf, type Dialect } from '../../vmstate/dialect.ts';
import type { Hooks } from '../../vmstate/hooks.ts';
import type { Member, StructValue } from '../../vmstate/model/model.ts';
import { hookedShape, list, versionFrom, tested, tmp, validate, vstruct, when, withParts } from '../rare.test-help.ts';
import { shownSave, type ShownSave } from './outcome.test-help.ts';
import { fixed, scalar, shape, struct } from '../../vmstate/model/shapes.test-help.ts';

const inner = shape('inner', [scalar('x', 'uint8')]);
const both: Hooks = { pre_save: 0, post_save: 0 };

/** A device of one member, both hooks, and a sibling to test. */
function save(dialect: Dialect, member: Member, value: StructValue[number]): ShownSave {
  return shownSave(
    { shape: hookedShape(shape('dev', [member, scalar('last', 'uint8')]), both), values: [value, 0] },
    dialect,
  );
}

/** The device's own hooks may fail. */
function saveSelf(dialect: Dialect, hooks: Hooks): ShownSave {
  return shownSave({ shape: hookedShape(shape('dev', [scalar('x', 'uint8')]), hooks), values: [1] }, dialect);
}

describe.each(dialects)('the calls of a save, %s', (dialect) => {
  it('come in order', () => {
    const leaf = hookedShape(inner, both);
    const part = hookedShape(
      withParts(
        shape('dev/a', [tested(scalar('y', 'uint8'), versionFrom(5))]),
        hookedShape(shape('dev/a/b', []), both),
      ),
      both,
    );
    const dev = withParts(
      shape(
        'dev',
        [
          scalar('on', 'bool'),
          scalar('off', 'bool'),
          tested(scalar('t', 'uint8'), when(0)),
          tested(struct('no', leaf), when(1)),
          tested(scalar('hidden', 'uint8', { migrated: false }), when(0)),
          struct('two', leaf, { count: fixed(2) }),
          struct('null', leaf, { count: fixed(2), slots: 'nullable' }),
          list('list', leaf),
          tmp(inner),
          vstruct('v', hookedShape(shape('vs', [tested(scalar('z', 'uint8'), versionFrom(9))]), { post_save: 0 }), 7),
          validate('ok', versionFrom(3)),
          scalar('needs', 'uint8'),
        ],
        3,
      ),
      [hookedShape(shape('dev/no', []), both), 1],
      [part, 0],
      shape('dev/plain', []),
    );
    const values = [1, 0, 5, [1], 6, [[1], [2]], [null, [3]], [[4], [5]], [6], [8], null, 9, [], [7, []], []];
    expect(shownSave({ shape: hookedShape(dev, both), values }, dialect)).toEqual({
      verdict: 'ok',
      code: 0,
      trace: [
        'pre_save dev',
        'field_exists dev.t 3',
        'field_exists dev.no 3',
        ...['pre_save inner', 'post_save inner', 'pre_save inner', 'post_save inner'],
        ...['pre_save inner', 'post_save inner'],
        ...['pre_save inner', 'post_save inner', 'pre_save inner', 'post_save inner'],
        'pre_save inner',
        'field_exists vs.z 7',
        'post_save vs',
        'field_exists dev.ok 3',
        'needed dev/no',
        'needed dev/a',
        ...['pre_save dev/a', 'field_exists dev/a.y 1', 'pre_save dev/a/b', 'post_save dev/a/b', 'post_save dev/a'],
        'post_save dev',
      ],
    });
  });

  it('end at once when pre_save fails', () => {
    const code = traitsOf(dialect).autoAlloc ? -22 : -7;
    expect(saveSelf(dialect, { pre_save: -7, post_save: 0 })).toEqual({
      verdict: 'rejected',
      code,
      trace: ['pre_save dev'],
    });
  });

  it('are all made when post_save fails', () => {
    const trace = ['pre_save dev', 'post_save dev'];
    for (const value of [-7, 3]) {
      const outcome = saveSelf(dialect, { pre_save: 0, post_save: value });
      // In 11.1 it returns nothing.
      expect(outcome).toEqual(
        traitsOf(dialect).autoAlloc ? { verdict: 'ok', code: 0, trace } : { verdict: 'rejected', code: value, trace },
      );
    }
  });

  it('end with a positive pre_save up to 10.2', () => {
    const outcome = saveSelf(dialect, { pre_save: 3, post_save: 0 });
    if (traitsOf(dialect).autoAlloc)
      expect(outcome).toMatchObject({ verdict: 'ok', trace: ['pre_save dev', 'post_save dev'] });
    else expect(outcome).toEqual({ verdict: 'rejected', code: 3, trace: ['pre_save dev'] });
  });

  const failed = { verdict: 'rejected', code: traitsOf(dialect).autoAlloc ? -22 : -7 } as const;
  const failing = hookedShape(inner, { pre_save: -7 });

  it('end behind a subsection that fails, with post_save', () => {
    const dev = withParts(
      hookedShape(shape('dev', []), { post_save: -1 }),
      hookedShape(shape('dev/a', []), { pre_save: -7 }),
      inner,
    );
    expect(shownSave({ shape: dev, values: [[], [1]] }, dialect)).toEqual({
      ...failed,
      trace: ['pre_save dev/a', 'post_save dev'],
    });
  });

  it('end behind a list or a temporary object that fails, with post_save', () => {
    const trace = ['pre_save dev', 'pre_save inner', 'post_save dev'];
    expect(save(dialect, list('l', failing), [[1], [2]])).toEqual({ ...failed, trace });
    expect(save(dialect, list('l', failing), [])).toMatchObject({ verdict: 'ok' });
    expect(save(dialect, tmp(failing), [1])).toEqual({ ...failed, trace });
  });

  it('end behind a struct that fails, unless QEMU does', () => {
    const plain = save(dialect, struct('s', failing, { count: fixed(2) }), [[1], [2]]);
    const versioned = save(dialect, vstruct('s', failing, 1), [1]);
    const expected = { ...failed, trace: ['pre_save dev', 'pre_save inner', 'post_save dev'] };
    switch (dialect) {
      case 'qemu-7.2':
      case 'qemu-11.1':
      case 'qemu-11.2':
        expect(plain).toEqual(expected);
        expect(versioned).toEqual(expected);
        return;
      case 'qemu-8.2':
        expect(plain).toEqual(expected);
        expect(versioned).toMatchObject({ verdict: 'undefined', why: 's fails and its error is set twice' });
        return;
      case 'qemu-10.0':
        expect(plain).toMatchObject({ verdict: 'undefined', why: 's[0] fails without an error to prepend to' });
        expect(versioned).toEqual(expected);
        return;
      case 'qemu-10.2':
        expect(plain).toMatchObject({ verdict: 'undefined', why: 's[0] fails and its error is set twice' });
        expect(versioned).toMatchObject({ verdict: 'undefined', trace: ['pre_save dev', 'pre_save inner'] });
    }
  });

  it('abort where a field must exist and does not', () => {
    const must = { ...tested(scalar('a', 'uint8'), versionFrom(9)), mustExist: true };
    expect(save(dialect, must, 1)).toMatchObject({ verdict: 'undefined', why: 'a must exist and does not' });
    expect(save(dialect, { ...validate('v', versionFrom(9)), mustExist: false }, null)).toMatchObject({
      verdict: 'undefined',
    });
    expect(save(dialect, { ...must, migrated: false }, 1)).toMatchObject({
      verdict: 'ok',
      trace: ['pre_save dev', 'post_save dev'],
    });
  });
});

it('lets the errp variant take precedence, where there is one', () => {
  for (const dialect of ['qemu-10.2', 'qemu-11.1'] as const) {
    expect(saveSelf(dialect, { pre_save: -1, pre_save_errp: true })).toEqual({
      verdict: 'ok',
      code: 0,
      trace: ['pre_save_errp dev'],
    });
    expect(saveSelf(dialect, { pre_save_errp: false, post_save: 0 })).toEqual({
      verdict: 'rejected',
      code: -22,
      trace: ['pre_save_errp dev'],
    });
  }
  expect(() => saveSelf('qemu-10.0', { pre_save_errp: true })).toThrow('pre_save_errp in a dialect that has none');
});

it('follows 10.0 where the error has no place', () => {
  const failing = hookedShape(inner, { pre_save: 4 });
  // A positive value is no error to an info: nothing is set, and the device's own words find a NULL pointer.
  expect(save('qemu-10.0', list('l', failing), [[1]]).verdict).toBe('undefined');
  expect(save('qemu-10.2', list('l', failing), [[1]])).toMatchObject({ verdict: 'rejected', code: 4 });
  // Inside a list errp is NULL, and a struct may fail; -1 of the outer is an error to prepend to.
  const outer = shape('outer', [struct('s', hookedShape(inner, { pre_save: -1 }))]);
  expect(save('qemu-10.0', list('l', outer), [[[1]]])).toMatchObject({ verdict: 'rejected', code: -1 });
  expect(save('qemu-10.2', list('l', outer), [[[1]]]).verdict).toBe('undefined');
  const subsection = withParts(shape('dev', []), outer);
  expect(shownSave({ shape: subsection, values: [[[1]]] }, 'qemu-10.0').verdict).toBe('undefined');
});

it('follows 8.2, where only a VSTRUCT whose errp is not NULL and set ends QEMU', () => {
  const failing = hookedShape(inner, { pre_save: 4 });
  const versioned = shape('outer', [vstruct('s', failing, 1)]);
  expect(save('qemu-8.2', list('l', failing), [[1]])).toMatchObject({ verdict: 'rejected', code: 4 });
  expect(save('qemu-8.2', list('l', versioned), [[[1]]])).toMatchObject({ verdict: 'rejected', code: 4 });
  expect(save('qemu-8.2', struct('s', versioned), [[1]])).toMatchObject({ verdict: 'rejected', code: 4 });
  expect(save('qemu-8.2', vstruct('s', versioned, 1), [[1]]).verdict).toBe('undefined');
  const subsection = withParts(shape('dev', []), versioned);
  expect(shownSave({ shape: subsection, values: [[[1]]] }, 'qemu-8.2')).toMatchObject({ verdict: 'rejected', code: 4 });
  const late = hookedShape(inner, { post_save: 4 });
  expect(save('qemu-8.2', vstruct('s', late, 1), [1])).toMatchObject({ verdict: 'rejected', code: 4 });
  expect(save('qemu-8.2', vstruct('s', failing, 1), [1]).verdict).toBe('undefined');
});

it('names what contradicts the shape', () => {
  expect(() => save('qemu-10.2', struct('s', inner), 3)).toThrow('s: a struct without values');
  expect(() => save('qemu-10.2', list('l', inner), 3)).toThrow('l: a list whose value is no array');
  expect(() => save('qemu-10.2', list('l', inner, { count: fixed(2) }), [[], []])).toThrow(
    'l: a list is always single',
  );
  expect(() => save('qemu-10.2', struct('s', inner, { count: fixed(2) }), [[1]])).toThrow(
    's: its value is no array of 2 elements',
  );
  expect(() => save('qemu-10.2', list('l', inner, { slots: 'nullable' }), [[]])).toThrow('l: a list is always single');
});

describe.each(dialects)("an info of the device's own, %s", (dialect) => {
  const own = (put: number): ShownSave =>
    save(dialect, { ...scalar('own', 'uint8'), element: { kind: 'failing', results: { get: -1, put } } }, 5);
  const isLast = traitsOf(dialect).autoAlloc;

  it('ends the save when its put returns less than 0, and post_save is called', () => {
    expect(own(0)).toMatchObject({ verdict: 'ok' });
    const trace = ['pre_save dev', 'post_save dev'];
    expect(own(-5)).toEqual({ verdict: 'rejected', code: isLast ? -22 : -5, cause: 'info', trace });
  });

  it('ends it when put returns more than 0, up to 10.2', () => {
    const verdict = isLast ? 'ok' : dialect === 'qemu-10.0' ? 'undefined' : 'rejected';
    expect(own(7)).toMatchObject({ verdict, code: verdict === 'rejected' ? 7 : 0 });
  });
});
