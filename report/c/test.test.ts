import { describe, expect, it } from 'vitest';
import { CaseArbitrary } from '../../generators/case-arbitrary.ts';
import { counted, fixed, member, scalar, shape, struct } from '../../oracle/shapes.test-help.ts';
import { abis } from '../../vmstate/abi.ts';
import { dialects, type Dialect } from '../../vmstate/dialect.ts';
import type { Member, Value } from '../../vmstate/model.ts';
import { cTest } from './test.ts';

const [abi = { pointerSize: 8, byteOrder: 'little' }] = abis;

function textOf(members: readonly Member[], values: Value[], dialect: Dialect = 'qemu-11.1'): string {
  return cTest({ dialect, abi, seed: 1, model: { shape: shape('dev', members), values } });
}

describe('a case as a C test', () => {
  it('places, describes, sets and compares a scalar', () => {
    const text = textOf([scalar('ctrl', 'uint32')], [42]);
    expect(text).toMatch(/typedef struct CaseDev \{\n(    uint8_t pad_0\[\d+\];\n)?    uint32_t ctrl;\n/);
    expect(text).toMatch(/QEMU_BUILD_BUG_ON\(offsetof\(CaseDev, ctrl\) != \d+\);/);
    expect(text).toContain('.offset = offsetof(CaseDev, ctrl),\n            .size = sizeof(uint32_t),\n            .flags = VMS_SINGLE,\n            .info = &vmstate_info_uint32,\n');
    expect(text).toContain('static CaseDev source = { .ctrl = 42 };');
    expect(text).toContain('static CaseDev destination = { .ctrl = 4294967253u };');
    expect(text).toMatch(/ {4}0x00, 0x00, 0x00, 0x2a, +\/\* 0: ctrl uint32 \*\//);
    expect(text).toContain('g_assert_cmpuint(got->ctrl, ==, want->ctrl);');
    expect(text).toContain('VMSTATE_END_OF_LIST()');
    expect(text).toContain('vmstate_save_state(f, vmsd, obj, NULL, &error_abort);');
    expect(textOf([scalar('ctrl', 'uint32')], [42], 'qemu-7.2')).toContain('vmstate_save_state(f, vmsd, obj, NULL);');
  });

  it('keeps counts that a load reads too early, and leaves allocations to the load', () => {
    const array = scalar('a', 'int16', { count: counted(1, 'int32'), storage: 'allocated' });
    const text = textOf([array, scalar('n', 'int32', { migrated: false })], [[-2, 3], 2]);
    expect(text).toContain('static CaseDev source = { .a = (int16_t[]) { -2, 3 }, .n = 2 };');
    expect(text).toContain('static CaseDev destination = { .n = 2 };');
    expect(text).toContain('int32_t n; /* not migrated */');
    expect(text).toContain('.flags = VMS_POINTER | VMS_VARRAY_INT32 | VMS_ALLOC,');
    expect(text).toContain('is not freed');
  });

  it('writes arrays of pointers as the dialect describes them', () => {
    const slots = scalar('q', 'uint64', { count: fixed(2), slots: 'nullable' });
    const of = (dialect: Dialect): string => textOf([slots], [[null, 9n]], dialect);
    expect(of('qemu-10.2')).toContain('.size = sizeof(uint64_t *),');
    expect(of('qemu-11.1')).not.toContain('.size =');
    expect(of('qemu-11.1')).toContain('    uint64_t *q[2];\n');
    expect(of('qemu-11.1')).toContain('source = { .q = { NULL, &(uint64_t) { UINT64_C(9) } } };');
    const automatic = textOf([scalar('q', 'uint64', { count: fixed(2), slots: 'allocated' })], [[null, 9n]]);
    expect(automatic).toContain('.size = sizeof(uint64_t),');
    expect(automatic).toContain('destination = { .q = { NULL, NULL } };');
  });

  it('gives nested structs types of their own, and names that C can bear', () => {
    const inner = shape('ring "0"', [scalar('int', 'bool'), scalar('pad_0', 'int64')]);
    const text = textOf([struct('r', inner, { storage: 'pointer' })], [[1, -(2n ** 63n)]]);
    expect(text).toContain('} CaseRing0;');
    expect(text).toContain(String.raw`.name = "ring \"0\"",`);
    expect(text).toContain('.r = &(CaseRing0) { .int_ = true, .pad_0_ = INT64_MIN }');
    expect(text).toContain('check_case_ring__0_(got->r, want->r);');
  });

  it('says so where QEMU refuses what it saved', () => {
    const inner = shape('ring', [scalar('x', 'uint8')]);
    const name = Uint8Array.from([5, 8, ...Buffer.from('ring/abc'), 0, 0, 0, 1]);
    const text = textOf([struct('r', inner), member('b', { kind: 'buffer', size: name.length })], [[1], name]);
    expect(text).toContain('QEMU refuses what it has written itself');
    expect(text).toContain('g_assert_cmpint(ret, <, 0);');
    expect(text).not.toContain('check_case_ring');
  });

  it.each(dialects)('has words for whatever is generated for %s', (dialect) => {
    const arbitrary = new CaseArbitrary({ dialect, abis, allows: () => true });
    for (let seed = 1; seed <= 60; seed++) {
      const text = cTest(arbitrary.fromSeed(Math.imul(seed, 0x9e3779b1)));
      expect(text).not.toMatch(/undefined|NaN|\[object|[ \t]\n/);
      expect(text).toContain('return g_test_run();');
    }
  });
});
