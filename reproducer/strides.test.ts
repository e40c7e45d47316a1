import { describe, expect, it } from 'vitest';
import { CaseGenerator } from '../generators/case-generator.ts';
import { modelText } from '../report/terminal/model-text.ts';
import { dialects } from '../vmstate/dialect.ts';
import type { Member, Value } from '../vmstate/model/model.ts';
import { counted, fixed, member, scalar, shape } from '../vmstate/model/shapes.test-help.ts';
import { failedChecks } from './compiler-layout.test-help.ts';
import { cTest } from './test.ts';

const abi = { pointerSize: 8, byteOrder: 'little' } as const;

/** A `.size` beyond the width of an integer is drawn: the test of the first seed that draws this one. */
function textWith(size: string, members: readonly Member[], values: Value[]): string {
  const model = { shape: shape('dev', members), values };
  for (let seed = 1; seed <= 500; seed++) {
    const text = cTest({ dialect: 'qemu-11.1', abi, seed, model }, modelText(model));
    if (text.includes(`.size = ${size},`)) return text;
  }
  throw new Error(`no seed draws .size = ${size}`);
}

describe('integers in a C test whose .size exceeds their width', () => {
  it('pads a single one', () => {
    const text = textWith('sizeof(uint32_t[3])', [scalar('a', 'uint32')], [7]);
    expect(text).toMatch(/^ {4}uint32_t a;\n {4}uint8_t pad_\d\[(?:[89]|\d\d)\];$/m);
    expect(text).toContain('static CaseDev source = { .a = 7 };');
    expect(text).toContain('g_assert_cmpuint(destination.a, ==, source.a);');
    expect(failedChecks(text)).toEqual([]);
  });

  it('has rows for the elements of an array', () => {
    const text = textWith('sizeof(int16_t[2])', [scalar('a', 'int16', { count: fixed(2) })], [[3, -4]]);
    expect(text).toContain('    int16_t a[2][2];\n');
    expect(text).toContain('static CaseDev source = { .a = { { 3 }, { -4 } } };');
    expect(text).toContain(
      '    for (int i = 0; i < 2; i++) {\n        g_assert_cmpint(destination.a[i][0], ==, source.a[i][0]);\n',
    );
    expect(failedChecks(text)).toEqual([]);
  });

  it('has a pointer to rows for an array behind a pointer', () => {
    const members = [scalar('n', 'int32'), scalar('a', 'uint8', { count: counted(0, 'int32'), storage: 'pointer' })];
    const text = textWith('sizeof(uint8_t[2])', members, [2, [5, 6]]);
    expect(text).toContain('    uint8_t (*a)[2];\n');
    expect(text).toContain('.a = (uint8_t[][2]) { { 5 }, { 6 } }');
    expect(text).toContain('g_assert_cmpuint(destination.a[i][0], ==, source.a[i][0]);');
    expect(textWith('sizeof(uint8_t[2])', members, [0, []])).toContain('.a = (uint8_t[1][2]) { }');
  });

  it('leaves a single one behind a pointer as it is, and one behind a slot', () => {
    const text = textWith('sizeof(uint64_t[2])', [scalar('p', 'uint64', { storage: 'pointer' })], [9n]);
    expect(text).toContain('    uint64_t *p;\n');
    expect(text).toContain('.p = &(uint64_t) { UINT64_C(9) }');
    const slots = scalar('q', 'uint64', { count: fixed(2), slots: 'nullable' });
    expect(failedChecks(textWith('sizeof(uint64_t[2])', [slots, scalar('p', 'uint64')], [[null, 9n], 1n]))).toEqual([]);
  });

  it('has them for integers that are checked, and for those with an info of their own', () => {
    const checked = member('id', { kind: 'checked', info: 'uint16_equal' }, { count: fixed(2) });
    expect(textWith('sizeof(uint16_t[3])', [checked], [[1, 2]])).toContain('    uint16_t id[2][3];\n');
    const own = member('own', { kind: 'failing', results: { get: 0, put: 0 } }, { count: fixed(2) });
    expect(textWith('sizeof(uint8_t[3])', [own], [[1, 2]])).toContain('    uint8_t own[2][3];\n');
  });

  it.each(dialects)('places all members of what is generated for %s where a compiler does', (dialect) => {
    const generator = new CaseGenerator({ dialect, abis: [abi], allows: () => true });
    for (let seed = 1; seed <= 30; seed++) {
      const of = generator.fromSeed(Math.imul(seed, 0x9e3779b1));
      expect(failedChecks(cTest(of, modelText(of.model)))).toEqual([]);
    }
  });
});
