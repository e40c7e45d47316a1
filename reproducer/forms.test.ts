import { describe, expect, it } from 'vitest';
import { counted, member, scalar, shape, struct } from '../vmstate/model/shapes.test-help.ts';
import { modelText } from '../report/terminal/model-text.ts';
import { abis } from '../vmstate/host/abi.ts';
import type { Dialect } from '../vmstate/dialect.ts';
import type { Member, StructShape, Test, Value } from '../vmstate/model/model.ts';
import { cTest } from './test.ts';

const [abi = { pointerSize: 8, byteOrder: 'little' }] = abis;

/** Hooks, tests, subsections and all that no plain initialiser can say. */
function textOf(
  members: readonly Member[],
  values: Value[],
  more: Partial<StructShape> = {},
  dialect: Dialect = 'qemu-11.1',
): string {
  const model = { shape: { ...shape('dev', members), ...more }, values };
  return cTest({ dialect, abi, seed: 1, model }, modelText(model));
}

function tested(of: Member, test: Test, mustExist = false): Member {
  return { ...of, test, ...(mustExist ? { mustExist } : {}) };
}

describe('callbacks in a C test', () => {
  const flag = scalar('flag', 'uint8');

  it('computes from a sibling or the version whether a field exists, and traces the call', () => {
    const text = textOf(
      [
        flag,
        tested(scalar('a%', 'uint8'), { kind: 'sibling', by: 0 }),
        tested(scalar('b', 'uint8'), { kind: 'version', from: 2 }),
      ],
      [1, 2, 3],
    );
    expect(text).toContain('.field_exists = exists_case_dev_a_,');
    expect(text).toContain(
      '    CaseDev *object = opaque;\n\n    called("field_exists dev.a%% %d", version_id);\n    return object->flag != 0;\n',
    );
    expect(text).toContain('return version_id >= 2;');
    expect(text).toContain(
      'g_assert_cmpstr(calls->str, ==,\n                    "field_exists dev.a% 1\\n"\n                    "field_exists dev.b 1\\n");',
    );
    // The load reads the flag before it asks: it need not be there.
    expect(text).toContain('static CaseDev destination = { .flag = 254, .a_ = 253, .b = 252 };');
    expect(text).toContain('g_assert_cmpuint(destination.b, ==, 252);');
  });

  it('has a field without state for a validation', () => {
    const text = textOf([flag, tested(member('sane', { kind: 'validate' }), { kind: 'sibling', by: 0 })], [1, null]);
    expect(text).toContain(
      '.name = "sane",\n            .flags = VMS_ARRAY | VMS_MUST_EXIST,\n            .field_exists = exists_case_dev_sane,\n',
    );
  });

  it('expects the end of the process where a field that must exist is not saved', () => {
    const text = textOf(
      [flag, tested(scalar('a', 'uint8'), { kind: 'sibling', by: 0 }, true)],
      [0, 2],
      {},
      'qemu-10.2',
    );
    expect(text).toContain('/* QEMU does not survive this save: a must exist and does not. */');
    expect(text).toContain('g_test_trap_assert_failed();');
    expect(text).toContain('/* The bytes that a save without the failure would write. */');
    expect(text).toContain('/* Not loaded: a: it must exist. */');
    expect(text).toContain('g_assert_cmpint(ret, ==, -EPERM);');
  });

  it('puts the members of subsections among those of their struct', () => {
    const part = shape('dev/more', [scalar('flag', 'int16')]);
    const text = (dialect: Dialect): string =>
      textOf([flag], [1, [5]], { subsections: [{ struct: part, needed: 0 }] }, dialect);
    expect(text('qemu-11.1')).toContain(
      '.subsections = (const VMStateDescription * const []) {\n        &vmstate_case_dev_more,\n        NULL\n    },',
    );
    expect(text('qemu-7.2')).toContain('.subsections = (const VMStateDescription *[]) {');
    expect(text('qemu-11.1')).toContain('.needed = needed_case_dev_more,');
    expect(text('qemu-11.1')).toContain('.offset = offsetof(CaseDev, flag_2),');
    expect(text('qemu-11.1')).toContain('static CaseDev source = { .flag = 1, .flag_2 = 5 };');
    expect(text('qemu-11.1')).not.toContain('CaseDevMore');
  });

  it('has hooks that return what the case says, as the release declares them', () => {
    const hooks = { pre_load: 0, pre_save_errp: true, post_load_errp: false, post_save: 0 };
    const text = textOf([flag], [1], { hooks });
    expect(text).toContain(
      'static int pre_load_case_dev(void *opaque)\n{\n    called("pre_load dev");\n    return 0;\n}',
    );
    expect(text).toContain('static bool pre_save_errp_case_dev(void *opaque, Error **errp)\n');
    expect(text).toContain(
      'static bool post_load_errp_case_dev(void *opaque, int version_id, Error **errp)\n{\n    called("post_load_errp dev %d", version_id);\n    error_setg(errp,',
    );
    expect(text).toContain('static void post_save_case_dev(void *opaque)\n{\n    called("post_save dev");\n}');
    expect(text).toContain(
      'g_assert_cmpstr(calls->str, ==,\n                    "pre_save_errp dev\\n"\n                    "post_save dev\\n");',
    );
    expect(text).toContain('/* Not loaded: post_load_errp returns false. */');
    expect(textOf([flag], [1], { hooks: { post_save: 0 } }, 'qemu-10.0')).toContain(
      'static int post_save_case_dev(void *opaque)',
    );
  });

  it('expects what a failing hook makes of a save', () => {
    const text = textOf([flag], [1], { hooks: { pre_save: 7 } }, 'qemu-7.2');
    expect(text).toContain('ret = save_to(got, &vmstate_case_dev, &source, &err);\n    g_assert_cmpint(ret, ==, 7);\n');
    expect(text).not.toContain('g_assert_cmpmem(got->data');
  });
});

describe('elements in a C test', () => {
  it('links lists where no initialiser can', () => {
    const node = shape('node', [scalar('x', 'uint8')]);
    const text = (list: 'qtailq' | 'qlist'): string =>
      textOf([member('l', { kind: 'list', list, struct: node }, { version: 1 })], [[[1], [2]]]);
    expect(text('qtailq')).toContain('#include "qemu/queue.h"');
    expect(text('qtailq')).toContain('QTAILQ_ENTRY(CaseNode) next;');
    expect(text('qtailq')).toContain('QTAILQ_HEAD(, CaseNode) l;');
    expect(text('qtailq')).toContain('.start = offsetof(CaseNode, next),');
    expect(text('qtailq')).toContain('static CaseNode source_l[] = { { .x = 1 }, { .x = 2 } };');
    expect(text('qtailq')).toContain(
      'QTAILQ_INSERT_TAIL(&source.l, &source_l[0], next);\n    QTAILQ_INSERT_TAIL(&source.l, &source_l[1], next);\n    QTAILQ_INIT(&destination.l);\n',
    );
    expect(text('qtailq')).toContain(
      'CaseNode *node = QTAILQ_FIRST(&destination.l);\n\n        g_assert_nonnull(node);\n        g_assert_cmpuint(node->x, ==, source_l[0].x);\n        node = QTAILQ_NEXT(node, next);\n',
    );
    expect(text('qlist')).toContain(
      'QLIST_INSERT_HEAD(&source.l, &source_l[1], next);\n    QLIST_INSERT_HEAD(&source.l, &source_l[0], next);\n',
    );
  });

  it('copies the state of a temporary object from its parent and back', () => {
    const inner = shape('both', [scalar('x', 'uint8')]);
    const text = textOf([member('t', { kind: 'tmp', struct: inner }, { version: 1 })], [[3]]);
    expect(text).toContain('typedef struct CaseBoth {\n    struct CaseDev *parent;\n');
    expect(text).toContain(
      '    CaseBoth *tmp = opaque;\n    CaseDev *parent = tmp->parent;\n\n    called("pre_save both");\n    *tmp = parent->t;\n    tmp->parent = parent;\n',
    );
    expect(text).toContain('    called("post_load both %d", version_id);\n    parent->t = *tmp;\n');
    expect(text).toContain(
      '.size = sizeof(CaseBoth),\n            .info = &vmstate_info_tmp,\n            .vmsd = &vmstate_case_both,\n',
    );
    expect(text).toContain('g_assert_cmpuint(destination.t.x, ==, source.t.x);');
  });

  it('copies members of the parent after the others', () => {
    const inner = shape('both', [scalar('x', 'uint8'), { ...scalar('y', 'uint16'), copyOf: 1 }]);
    const text = textOf(
      [member('t', { kind: 'tmp', struct: inner }, { version: 1 }), scalar('n', 'uint16')],
      [[3, 5], 5],
    );
    expect(text).toContain('    *tmp = parent->t;\n    tmp->parent = parent;\n    tmp->y = parent->n;\n');
    expect(text).toContain('    parent->t = *tmp;\n    parent->n = tmp->y;\n');
  });

  it('has structs of another version, integers that are checked, doubles and bitmaps', () => {
    const inner = shape('v', [scalar('x', 'uint8')], 3, 1);
    const text = textOf(
      [
        member('v', { kind: 'struct', struct: inner, version: 2 }),
        member('id', { kind: 'checked', info: 'uint16_equal' }),
        member('top', { kind: 'checked', info: 'int32_le' }),
        scalar('f', 'cpudouble'),
        scalar('bits', 'int32'),
        member('map', { kind: 'bitmap', sizedBy: 4 }, { storage: 'pointer' }),
      ],
      [[1], 9, 8, 0x3ff0000000000000n, 65, Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 1)],
    );
    expect(text).toContain(
      '.flags = VMS_VSTRUCT,\n            .vmsd = &vmstate_case_v,\n            .struct_version_id = 2,\n',
    );
    expect(text).toContain('.info = &vmstate_info_int32_le,');
    expect(text).toContain('uint64_t f; /* a double, by its bits */');
    expect(text).toContain('.f = UINT64_C(0x3ff0000000000000),');
    expect(text).toContain('.map = (unsigned long[]) { 0x0000000000000005, 0x0000000000000001 },');
    // Equal or not below: what a load compares with.
    expect(text).toMatch(/static CaseDev destination = \{[^;]*\.id = 9, *\n? *\.top = 2147483647,/);
    expect(text).toContain('g_assert_cmpint(destination.top, ==, source.top);');
    expect(text).toContain(
      'g_assert_cmpmem(destination.map, 2 * sizeof(unsigned long), source.map, 2 * sizeof(unsigned long));',
    );
  });

  it('makes trees, whose two descriptions stand in one array', () => {
    const key = shape('key', [scalar('k', 'uint8')]);
    const value = shape('value', [scalar('v', 'uint8'), scalar('idle', 'uint8', { migrated: false })]);
    const text = textOf([member('t', { kind: 'tree', key, value }, { version: 1 })], [[[[1], [2, 3]]]]);
    expect(text).toContain(
      'static const VMStateDescription vmstate_case_dev_t_node[] = {\n    {\n        .name = "value",',
    );
    expect(text).toContain(
      '.start = sizeof(CaseKey),\n            .info = &vmstate_info_gtree,\n            .vmsd = &vmstate_case_dev_t_node[0],\n',
    );
    expect(text).toContain('g_tree_insert(source.t, &source_t_key[0], &source_t_value[0]);');
    expect(text).toContain('g_tree_foreach(destination.t, collect, nodes);');
    expect(text).toContain('g_assert_cmpuint(key->k, ==, source_t_key[0].k);');
    // It is fresh from g_malloc0.
    expect(text).toContain('g_assert_cmpuint(value->idle, ==, 0);');
    const direct = textOf([member('t', { kind: 'tree', key: null, value }, { version: 1 })], [[[7n, [2, 3]]]]);
    expect(direct).toContain('g_tree_insert(source.t, (gpointer)(uintptr_t)UINT64_C(7), &source_t_value[0]);');
    expect(direct).toContain('g_assert_true(nodes->pdata[0] == (gpointer)(uintptr_t)UINT64_C(7));');
  });

  it('has arrays of bytes whose length a load changes', () => {
    const text = textOf([member('b', { kind: 'bytearray' })], [Uint8Array.of(1, 2)]);
    expect(text).toContain('.size = sizeof(GByteArray),');
    expect(text).toContain('g_byte_array_append(source.b, source_b, sizeof(source_b));');
    expect(text).toContain('static const uint8_t destination_b[] = { 0xfe, 0xfd, 0xff };');
    expect(text).toContain('g_assert_cmpmem(destination.b->data, destination.b->len, source.b->data, source.b->len);');
  });

  it('sets timers, whose size is not known here', () => {
    const text = textOf([member('t', { kind: 'timer' }, { count: { kind: 'fixed', n: 2 } })], [[5n, -1n]]);
    expect(text).toContain('    QEMUTimer t[2];\n');
    expect(text).not.toContain('offsetof(CaseDev, t) !=');
    expect(text).toContain('set_timer(&source.t[0], INT64_C(5));');
    expect(text).toContain('set_timer(&destination.t[1], INT64_C(0));');
    expect(text).toContain('g_assert_cmpint(destination.t[i].expire_time, ==, source.t[i].expire_time);');
    expect(text).toContain('timer_init_ns(timer, QEMU_CLOCK_REALTIME, expired, NULL);');
    expect(text).toContain('savevm.c');
  });

  it('checks long arrays in loops', () => {
    const n = 40;
    const many = (of: (i: number) => Value): Value[] => Array.from({ length: n }, (_, i) => of(i));
    const array = { count: { kind: 'fixed', n } } as const;
    const point = shape('point', [scalar('x', 'uint8')]);
    const text = textOf(
      [
        scalar('late', 'int8', { ...array, version: 2 }),
        scalar('q', 'uint8', { ...array, slots: 'allocated' }),
        struct('p', point, array),
      ],
      [many((i) => i), many((i) => (i % 2 === 0 ? null : i)), many((i) => [i])],
    );
    // What is not in the stream is compared with what was there.
    expect(text).toMatch(/static const int8_t want\[\] = \{\n {12}-1, -2, -3,/);
    expect(text).toContain('g_assert_cmpint(destination.late[i], ==, want[i]);');
    expect(text).toContain(
      '        g_assert_true((destination.q[i] == NULL) == (source.q[i] == NULL));\n        if (destination.q[i]) {\n',
    );
    expect(text).toContain(
      '    for (int i = 0; i < 40; i++) {\n        g_assert_cmpuint(destination.p[i].x, ==, source.p[i].x);\n    }\n',
    );
  });

  it('says so when what a load leaves is too much to be checked', () => {
    const n = 10_001;
    const point = shape('point', [scalar('x', 'uint16')]);
    const text = textOf(
      [struct('p', point, { count: { kind: 'fixed', n }, version: 2 })],
      [Array.from({ length: n }, (_, i) => [i])],
    );
    expect(text).toContain('The memory after the load is not checked');
    expect(text).not.toContain('check_destination');
  });

  it('leaves buffers by their bytes where the source has others', () => {
    const n = scalar('n', 'int32');
    const text = textOf(
      [
        n,
        member('b', { kind: 'vbuffer', sizedBy: 0, multiply: 1 }, { storage: 'pointer', version: 2 }),
        struct('s', shape('s', [scalar('x', 'uint8', { count: counted(1, 'uint8') }), scalar('m', 'uint8')])),
      ],
      [2, Uint8Array.of(1, 2), [[7], 1]],
    );
    expect(text).toContain(
      '        static const uint8_t want[] = { 0xfe, 0xfd };\n\n        g_assert_cmpmem(destination.b, sizeof(want), want, sizeof(want));\n',
    );
  });
});
