import { describe, expect, it } from 'vitest';
import { everything } from '../../layout/language.test-help.ts';
import { fixed, scalar, shape, struct } from '../../vmstate/model/shapes.test-help.ts';
import type { RuleId } from '../rules/rules.ts';
import { attributedRule, rulesOfOwners } from './attribute.ts';

describe('attributedRule', () => {
  it.each<[string, RuleId, RuleId]>([
    ['fp', 'VMS-WIRE-1', 'VMS-WIRE-1'],
    ['same', 'VMS-CHECK-1', 'VMS-CHECK-1'],
    // Shrinking would have taken the pointer away.
    ['most[1]', 'VMS-POINTER-1', 'VMS-POINTER-1'],
    ['map', 'VMS-BITMAP-1', 'VMS-BITMAP-1'],
    ['there', 'VMS-EXIST-2', 'VMS-EXIST-2'],
    ['now', 'VMS-EXIST-3', 'VMS-EXIST-3'],
    ['valid', 'VMS-EXIST-3', 'VMS-EXIST-3'],
    ['inner.old', 'VMS-VERSION-3', 'VMS-VERSION-3'],
    ['inner.new', 'VMS-VERSION-3', 'VMS-VERSION-3'],
    ['tailq', 'VMS-LIST-1', 'VMS-LIST-2'],
    ['tailq[2].key', 'VMS-LIST-1', 'VMS-LIST-2'],
    ['tailq[0].node/extra.x', 'VMS-SUB-1', 'VMS-SUB-2'],
    ['list[1].at.deep', 'VMS-VERSION-2', 'VMS-VERSION-2'],
    ['tmp.total', 'VMS-TMP-1', 'VMS-TMP-1'],
    ['tmp.kept', 'VMS-TMP-2', 'VMS-TMP-2'],
    ['alarm', 'VMS-POINTER-1', 'VMS-POINTER-1'],
    ['alarms[1]', 'VMS-TIMER-1', 'VMS-TIMER-1'],
    ['tree', 'VMS-TREE-1', 'VMS-TREE-2'],
    ['tree[0].key.k', 'VMS-TREE-1', 'VMS-TREE-2'],
    ['tree[0].value.len', 'VMS-TREE-1', 'VMS-TREE-2'],
    ['tree[0].value.data', 'VMS-POINTER-1', 'VMS-ALLOC-1'],
    ['direct[1].key', 'VMS-TREE-1', 'VMS-TREE-2'],
    ['array', 'VMS-BYTES-1', 'VMS-BYTES-1'],
    ['dev/sub', 'VMS-SUB-1', 'VMS-SUB-2'],
    ['dev/sub.s', 'VMS-SUB-1', 'VMS-SUB-2'],
    ['dev/sub.dev/sub/deep.d', 'VMS-SUB-1', 'VMS-SUB-2'],
    ['dev/sub.dev/sub/deep.queue[0].j', 'VMS-LIST-1', 'VMS-LIST-2'],
    ['', 'VMS-WIRE-5', 'VMS-LOAD-1'],
    ['nobody', 'VMS-WIRE-5', 'VMS-LOAD-1'],
  ])('of %j is a rule of its most particular trait', (path, save, load) => {
    expect(attributedRule(everything, path, 'save')).toBe(save);
    expect(attributedRule(everything, path, 'load')).toBe(load);
  });

  it('attributes to the array of structs if the member itself has no particular trait', () => {
    const inner = shape('ring', [scalar('a', 'uint8')], 0);
    const model = { shape: shape('dev', [struct('rings', inner, { count: fixed(2) })]), values: [[[1], [2]]] };
    expect(attributedRule(model, 'rings[1].a', 'load')).toBe('VMS-STRUCT-1');
  });

  it('attributes to the version of a struct what only another version of it has', () => {
    const inner = shape('ring', [scalar('a', 'uint8', { version: 2 })], 1);
    const model = { shape: shape('dev', [struct('ring', inner)]), values: [[1]] };
    expect(attributedRule(model, 'ring', 'save')).toBe('VMS-VERSION-2');
    expect(attributedRule({ ...model, shape: inner, values: [1] }, 'a', 'save')).toBe('VMS-EXIST-1');
  });

  it('attributes to the size of elements where later ones are, and to their number where the first is', () => {
    const model = { shape: shape('dev', [scalar('a', 'uint32', { count: fixed(2) })]), values: [[1, 2]] };
    expect(attributedRule(model, 'a[1]', 'save')).toBe('VMS-SIZE-1');
    expect(attributedRule(model, 'a[0]', 'save')).toBe('VMS-COUNT-1');
  });

  it('knows the members that have memory of their own', () => {
    const array = everything.shape.members.filter(({ name }) => name === 'array');
    expect(rulesOfOwners(shape('dev', array))).toEqual(['VMS-BYTES-1']);
    expect(rulesOfOwners(shape('dev', [scalar('a', 'uint8')]))).toEqual([]);
  });
});
