import { describe, expect, it } from 'vitest';
import { dialects, traitsOf } from '../../vmstate/dialect.ts';
import type { Model, Value } from '../../vmstate/model/model.ts';
import { annotate } from '../wire/annotate.ts';
import { encode } from './encode.ts';
import { describeMeasured } from '../measure.ts';
import { hookedShape, tree } from '../rare.test-help.ts';
import { shownSave } from './outcome.test-help.ts';
import { spacedHex, scalar, shape } from '../../vmstate/model/shapes.test-help.ts';
import { vmdescOf } from '../vmdesc/vmdesc.ts';

const key = shape('key', [scalar('k', 'uint8')], 3);
const value = shape('value', [scalar('v', 'uint16')], 2);
const pairs = (nodes: Value): Model => ({
  shape: shape('dev', [tree('t', key, value, { version: 1 }), scalar('end', 'uint8')]),
  values: [nodes, 9],
});
const direct = (nodes: Value): Model => ({ shape: shape('dev', [tree('t', null, value)]), values: [nodes] });

describe.each(dialects)('a tree, %s', (dialect) => {
  it('is saved as its count, its pairs and an end', () => {
    expect(spacedHex(encode(pairs([]), dialect))).toBe('00 00 00 00 00 09');
    expect(spacedHex(encode(pairs(null), dialect))).toBe('00 00 00 00 00 09');
    expect(
      spacedHex(
        encode(
          pairs([
            [[1], [2]],
            [[3], [4]],
          ]),
          dialect,
        ),
      ),
    ).toBe('00 00 00 02 01 01 00 02 01 03 00 04 00 09');
    expect(spacedHex(encode(direct([[0xff02030405060708n, [2]]]), dialect))).toBe(
      '00 00 00 01 01 ff 02 03 04 05 06 07 08 00 02 00',
    );
  });

  it('is annotated', () => {
    expect(
      annotate(pairs([[[1], [2]]]), dialect).spans.map(({ start, path, type }) => `${start} ${path} ${type}`),
    ).toEqual([
      '0 t node count',
      '4 t[0] list marker',
      '5 t[0].key.k uint8',
      '6 t[0].value.v uint16',
      '8 t list marker',
      '9 end uint8',
    ]);
    expect(
      annotate(direct([[7n, [2]]]), dialect).spans.map(({ start, path, type }) => `${start} ${path} ${type}`),
    ).toContain('5 t[0].key uint64');
  });

  it('says of its pairs in its own entry of the vmdesc', () => {
    const side = (name: string, version: number, field: string): string =>
      `"vmsd_name":"${name}","version":${version},"fields":[${field}]`;
    const v = side('value', 2, '{"name":"v","type":"uint16","size":2}');
    const k = side('key', 3, '{"name":"k","type":"uint8","size":1}');
    expect(vmdescOf(direct([[7n, [2]]]), dialect)).toContain(`{"name":"t","type":"gtree",${v},"size":16}`);
    expect(
      vmdescOf(
        pairs([
          [[1], [2]],
          [[3], [4]],
        ]),
        dialect,
      ),
    ).toContain(`{"name":"t","type":"gtree",${k},${v},${k},${v},"size":13}`);
  });

  it('is measured as its value, before the fields of its pairs', () => {
    expect(describeMeasured(pairs([[[1], [2]]]), dialect, { pointerSize: 8 })).toEqual([
      { path: 't', count: 1, size: 'struct' },
      { path: 't[0].key.k', count: 1, size: 1 },
      { path: 't[0].value.v', count: 1, size: 2 },
      { path: 'end', count: 1, size: 1 },
    ]);
  });

  it('calls the hooks of keys and values in turn, and ends where one fails', () => {
    const of = (keys: number, values: number): Model => {
      const hooks = (result: number): { pre_save: number } => ({ pre_save: result });
      return {
        shape: hookedShape(
          shape('dev', [tree('t', hookedShape(key, hooks(keys)), hookedShape(value, hooks(values)))]),
          {
            post_save: 0,
          },
        ),
        values: [
          [
            [[1], [2]],
            [[3], [4]],
          ],
        ],
      };
    };
    const code = traitsOf(dialect).autoAlloc ? -22 : -7;
    expect(shownSave(of(0, 0), dialect)).toMatchObject({
      verdict: 'ok',
      trace: ['pre_save key', 'pre_save value', 'pre_save key', 'pre_save value', 'post_save dev'],
    });
    expect(shownSave(of(-7, 0), dialect)).toEqual({
      verdict: 'rejected',
      code,
      trace: ['pre_save key', 'post_save dev'],
    });
    expect(shownSave(of(0, -7), dialect)).toEqual({
      verdict: 'rejected',
      code,
      trace: ['pre_save key', 'pre_save value', 'post_save dev'],
    });
  });

  it('names what contradicts the shape', () => {
    expect(() => encode(pairs(3), dialect)).toThrow('t: a tree whose value is no array');
    expect(() => encode(pairs([3]), dialect)).toThrow('t[0]: a node that is no pair');
    expect(() => encode(pairs([[3, [1]]]), dialect)).toThrow('t[0].key: a struct without values');
    expect(() => encode(direct([[3, [1]]]), dialect)).toThrow('t[0].key: a direct key that is no 64-bit integer');
    expect(() => encode(direct([[3n]]), dialect)).toThrow('t[0].value: a struct without values');
  });
});
