import { describe, expect, it } from 'vitest';
import { CaseGenerator } from '../generators/case-generator.ts';
import { counted, fixed, member, scalar, shape, struct } from '../vmstate/model/shapes.test-help.ts';
import { modelText } from '../report/terminal/model-text.ts';
import { abis } from '../vmstate/host/abi.ts';
import { dialects, type Dialect } from '../vmstate/dialect.ts';
import type { Member, StructShape, Value } from '../vmstate/model/model.ts';
import { cTest } from './test.ts';

const [abi = { pointerSize: 8, byteOrder: 'little' }] = abis;

function textOf(
  members: readonly Member[],
  values: Value[],
  dialect: Dialect = 'qemu-11.1',
  more: Partial<StructShape> = {},
): string {
  const model = { shape: { ...shape('dev', members), ...more }, values };
  return cTest({ dialect, abi, seed: 1, model }, modelText(model));
}

describe('a case as a C test', () => {
  it('places, describes, sets and checks a scalar', () => {
    const text = textOf([scalar('ctrl', 'uint32')], [42]);
    expect(text).toMatch(/typedef struct CaseDev \{\n(    uint8_t pad_0\[\d+\];\n)?    uint32_t ctrl;\n/);
    expect(text).toMatch(/QEMU_BUILD_BUG_ON\(offsetof\(CaseDev, ctrl\) != \d+\);/);
    expect(text).toContain(
      '.offset = offsetof(CaseDev, ctrl),\n            .size = sizeof(uint32_t),\n            .flags = VMS_SINGLE,\n            .info = &vmstate_info_uint32,\n',
    );
    expect(text).toContain('static CaseDev source = { .ctrl = 42 };');
    expect(text).toContain('static CaseDev destination = { .ctrl = 4294967253u };');
    expect(text).toMatch(/ {4}0x00, 0x00, 0x00, 0x2a, +\/\* 0: ctrl uint32 \*\//);
    expect(text).toContain('g_assert_cmpuint(destination.ctrl, ==, source.ctrl);');
    expect(text).toContain('VMSTATE_END_OF_LIST()');
    expect(text).not.toContain('calls');
  });

  it.each([
    ['qemu-7.2', 'vmstate_save_state(f, vmsd, obj, NULL);', 'vmsd->version_id);'],
    ['qemu-10.0', 'vmstate_save_state_with_err(f, vmsd, obj, NULL, errp);', 'vmsd->version_id);'],
    ['qemu-10.2', 'vmstate_save_state(f, vmsd, obj, NULL, errp);', 'vmsd->version_id, errp);'],
    ['qemu-11.1', 'vmstate_save_state(f, vmsd, obj, NULL, errp);', 'vmsd->version_id, errp);'],
  ] as const)('calls the engine with the signature of %s', (dialect, save, load) => {
    const text = textOf([scalar('ctrl', 'uint32')], [42], dialect);
    expect(text).toContain(`int ret = ${save}`);
    expect(text).toContain(`ret = vmstate_load_state(f, vmsd, obj, ${load}`);
  });

  it('keeps counts that a load reads too early, and leaves allocations to the load', () => {
    const array = scalar('a', 'int16', { count: counted(1, 'int32'), storage: 'allocated' });
    const text = textOf([array, scalar('n', 'int32', { migrated: false })], [[-2, 3], 2]);
    expect(text).toContain('static CaseDev source = { .a = (int16_t[]) { -2, 3 }, .n = 2 };');
    expect(text).toContain('static CaseDev destination = { .n = 2 };');
    expect(text).toContain('int32_t n; /* not migrated */');
    expect(text).toContain('.flags = VMS_POINTER | VMS_VARRAY_INT32 | VMS_ALLOC,');
    expect(text).toContain('is not freed');
    expect(text).toContain(
      '    g_assert_nonnull(destination.a);\n    for (int i = 0; i < 2; i++) {\n        g_assert_cmpint(destination.a[i], ==, source.a[i]);\n    }\n',
    );
  });

  it('writes arrays of pointers as the dialect describes them', () => {
    const slots = scalar('q', 'uint64', { count: fixed(2), slots: 'nullable' });
    const of = (dialect: Dialect): string => textOf([slots], [[null, 9n]], dialect);
    expect(of('qemu-10.2')).toContain('.size = sizeof(uint64_t *),');
    expect(of('qemu-11.1')).not.toContain('.size =');
    expect(of('qemu-11.1')).toContain('    uint64_t *q[2];\n');
    expect(of('qemu-11.1')).toContain('source = { .q = { NULL, &(uint64_t) { UINT64_C(9) } } };');
    expect(of('qemu-11.1')).toContain(
      '    g_assert_null(destination.q[0]);\n    g_assert_nonnull(destination.q[1]);\n    g_assert_cmpuint(*destination.q[1], ==, *source.q[1]);\n',
    );
    const automatic = textOf([scalar('q', 'uint64', { count: fixed(2), slots: 'allocated' })], [[null, 9n]]);
    expect(automatic).toContain('.size = sizeof(uint64_t),');
    expect(automatic).toContain('destination = { .q = { NULL, NULL } };');
  });

  it('declares an array of pointers without an array flag as an array of one', () => {
    const slot = scalar('q', 'uint64', { slots: 'nullable' });
    const behind = scalar('p', 'uint8', { slots: 'nullable', storage: 'pointer' });
    const text = textOf([slot, behind], [9n, null], 'qemu-10.2');
    expect(text).toContain('    uint64_t *q[1];\n');
    expect(text).toContain('.q = { &(uint64_t) { UINT64_C(9) } }');
    expect(text).toContain('.p = (uint8_t *[]) { NULL }');
    expect(text).toContain('g_assert_cmpuint(*destination.q[0], ==, *source.q[0]);');
    expect(text).toContain('g_assert_null(destination.p[0]);');
  });

  it('gives nested structs types of their own, and names that C can bear', () => {
    const inner = shape('ring "0"', [scalar('int', 'bool'), scalar('pad_0', 'int64')]);
    const text = textOf([struct('r', inner, { storage: 'pointer' })], [[1, -(2n ** 63n)]]);
    expect(text).toContain('} CaseRing0;');
    expect(text).toContain(String.raw`.name = "ring \"0\"",`);
    expect(text).toContain('.r = &(CaseRing0) { .int_ = true, .pad_0_ = INT64_MIN }');
    expect(text).toContain('g_assert_cmpuint(destination.r->int_, ==, source.r->int_);');
  });

  it('checks that what a load must leave alone is left alone', () => {
    const text = textOf([scalar('old', 'uint8'), scalar('new', 'uint8', { version: 2 })], [1, 2]);
    expect(text).toContain('static CaseDev destination = { .old = 254, .new = 253 };');
    expect(text).toContain(
      '    g_assert_cmpuint(destination.old, ==, source.old);\n    g_assert_cmpuint(destination.new, ==, 253);\n',
    );
  });

  it('does not check unspecified bytes: fresh memory from malloc', () => {
    const inner = shape('ring', [scalar('known', 'uint8'), scalar('unknown', 'uint8', { migrated: false })]);
    const text = textOf([struct('r', inner, { storage: 'allocated' })], [[1, 2]]);
    expect(text).toContain('g_assert_cmpuint(destination.r->known, ==, source.r->known);');
    expect(text).not.toContain('destination.r->unknown');
  });

  it('says so where QEMU refuses what it saved', () => {
    const inner = shape('ring', [scalar('x', 'uint8')]);
    const name = Uint8Array.from([5, 8, ...Buffer.from('ring/abc'), 0, 0, 0, 1]);
    const members = [struct('r', inner), member('b', { kind: 'buffer', size: name.length })];
    const text = textOf(members, [[1], name], 'qemu-10.2');
    expect(text).toContain("/* Not loaded: r: a subsection that 'ring' does not have. */");
    expect(text).toContain(
      'g_assert_cmpint(ret, ==, -ENOENT);\n    error_free(err);\n    g_assert_cmpint(stream_error, ==, -ENOENT);\n',
    );
    expect(text).toContain('stream->data + 1, stream->len - 1);');
    expect(text).toContain('g_assert_cmpuint(destination.r.x, ==, source.r.x);');
    expect(textOf(members, [[1], name])).toContain('g_assert_cmpint(ret, ==, -EINVAL);\n    g_assert_nonnull(err);\n');
  });

  it.each(dialects)('has words for whatever is generated for %s', (dialect) => {
    const generator = new CaseGenerator({ dialect, abis, allows: () => true });
    for (let seed = 1; seed <= 60; seed++) {
      const of = generator.fromSeed(Math.imul(seed, 0x9e3779b1));
      const text = cTest(of, modelText(of.model));
      // The comment at the top shows doubles: some are no numbers.
      const code = text.slice(text.indexOf('\n */'));
      expect(code).not.toMatch(/undefined[,;)]|NaN|\[object|[ \t]\n|= ,|\n\n\n/);
      expect(text).toContain('return g_test_run();');
    }
  });
});
