import { describe, expect, it } from 'vitest';
import type { Aspect, Difference } from '../../campaign/compare/difference.ts';
import type { AspectResult, CompareResult, SideResult } from '../../campaign/compare/result.ts';
import { bytesEvidence, resultWith, arrayCase, sampleDescription } from '../fixtures/result.ts';
import { compareJson } from '../json/compare-json.ts';
import { renderCompare } from './compare.ts';

const { engine, statistics } = resultWith([]);
const {
  expected: a,
  received: b,
  spans,
} = bytesEvidence.kind === 'bytes'
  ? bytesEvidence
  : { expected: new Uint8Array(), received: new Uint8Array(), spans: [] };

function sideOf(name: string, part: Partial<SideResult> = {}): SideResult {
  return { name, hello: engine, leftOut: [], incidents: [], ...part };
}

function aspectOf(aspect: Aspect, difference: Difference | null, part: Partial<AspectResult> = {}): AspectResult {
  const divergence =
    difference === null
      ? null
      : {
          run: 41,
          original: arrayCase,
          smallest: arrayCase,
          shrinks: 12,
          difference,
          description: sampleDescription,
        };
  return { aspect, compared: 100, differing: difference === null ? 0 : 3, pairs: [], divergence, ...part };
}

function resultOf(aspects: readonly AspectResult[], part: Partial<CompareResult> = {}): CompareResult {
  return {
    kind: 'comparison',
    a: sideOf('old'),
    b: sideOf('mine'),
    dialect: 'qemu-10.2',
    seed: -5,
    runs: 100,
    cases: 100,
    aspects,
    unanswered: [],
    undefinedLoads: 0,
    statistics,
    missing: [],
    milliseconds: 1234,
    ...part,
  };
}

function render(result: CompareResult, interrupted = false): string {
  return renderCompare(result, {
    color: false,
    interrupted,
    engineFlags: ['--engine', 'old', '--engine-cmd', 'my engine'],
  });
}

describe('renderCompare', () => {
  it('says who was compared, in what, and that nothing differs', () => {
    const text = render(resultOf([aspectOf('save/wire', null), aspectOf('save/code', null, { compared: 0 })]));
    expect(text).toMatch(
      /^A old: sample 2 \(Go\) on 64le\nB mine: sample 2 \(Go\) on 64le\ncompared on cases of qemu-10.2, seed -5\n\n/,
    );
    expect(text).toMatch(/save\/wire +100 +0\n/);
    expect(text).toMatch(/save\/code +0 +-\n/);
    expect(text).toContain('generated 1 case');
    expect(text).toMatch(/\nold and mine behave the same: 100 cases in 1.2 s\.\n$/);
  });

  it('prints a report of different bytes', () => {
    const text = render(resultOf([aspectOf('save/wire', { kind: 'bytes', a, b, spans })]));
    expect(text).toContain('save/wire: the save writes other bytes (run 41, 12 shrinks)\n');
    expect(text).toContain('    struct device v1\n      n: uint8 = 3\n');
    expect(text).toContain(
      '    A wrote 13 bytes, B 13; the first difference is at byte 5\n    byte  field           A old        B mine\n',
    );
    expect(text).toMatch(/ 5 {2}regs\[1\] uint32 {2}00 00 00 02 {2}02 00 00 00\n +\^\^ +\^\^\n/);
    expect(text).toContain(
      "    npx vmstate-conformance compare --engine old --engine-cmd 'my engine' --dialect qemu-10.2 --seed -5 --run 41\n",
    );
    expect(text).toMatch(/\nold and mine differ in save\/wire \(100 cases in 1.2 s\)\.\n$/);
  });

  it("names no fields where the bytes of A are not the oracle's", () => {
    const text = render(resultOf([aspectOf('save/wire', { kind: 'bytes', a, b, spans: null })]));
    expect(text).toContain('which field owns which is unknown\n    byte  A old ');
    expect(text).not.toContain('regs[1] uint32');
  });

  it('shows answers, numbers and memory, a device once, and which codes met', () => {
    const answers: Difference = {
      kind: 'answer',
      a: { status: 'ok', text: 'ok' },
      b: { status: 'crashed', text: 'crashed: SIGSEGV' },
    };
    const text = render(
      resultOf([
        aspectOf('load/status', answers, { pairs: [{ what: 'ok | crashed', cases: 3 }] }),
        aspectOf('load/code', { kind: 'number', what: 'the code', path: '', a: -5, b: -22 }),
        aspectOf('save/sizes', { kind: 'number', what: 'element size', path: 'regs', a: 8, b: 0 }),
        aspectOf('load/memory', {
          kind: 'memory',
          allocated: { a: [8], b: [] },
          ranges: [{ block: 0, offset: 4, path: 'n', a: Uint8Array.of(3), b: Uint8Array.of(4) }],
        }),
      ]),
    );
    expect(text).toContain('ok | crashed (3)\n');
    expect(text).toContain('    A old   ok\n    B mine  crashed: SIGSEGV\n');
    expect(text).toContain('    the code\n    A old   -5\n    B mine  -22\n');
    expect(text).toContain('    element size of regs\n    A old   8\n    B mine  0\n');
    expect(text).toContain('    the load allocated\n    A old   a block of 8 bytes\n    B mine  no block\n');
    expect(text).toMatch(/0 \(the device\) +4 {2}n +03 +04\n/);
    expect(text.match(/struct device v1/g)).toHaveLength(1);
    expect(text).toContain('    the one under load/status\n');
  });

  it('names what was left out, not answered, not counted and between the cases', () => {
    const incidents = [{ status: 'crashed', message: 'died idle', stderr: '' }] as const;
    const text = render(
      resultOf([aspectOf('save/wire', null)], {
        b: sideOf('mine', { leftOut: ['VMS_ALLOC'], incidents }),
        unanswered: [{ what: 'both crashed in the save', cases: 2 }],
        undefinedLoads: 1,
      }),
    );
    expect(text).toContain('left out (B does not support it)\n  VMS_ALLOC\n');
    expect(text).toContain('  both crashed in the save: 2 cases\n');
    expect(text).toContain('not counted (the loads differ where the C has no defined behaviour)\n  1 case\n');
    expect(text).toContain('outside the cases (faults of B that belong to no case)\n  crashed: died idle\n');
    expect(text).toMatch(/one fails outside the cases \(100 cases in 1.2 s\)\.\n$/);
  });

  it('claims nothing when nothing was compared or it was interrupted', () => {
    expect(render(resultOf([aspectOf('save/wire', null, { compared: 0 })]))).toMatch(
      /neither did anything that can be compared\.\n$/,
    );
    expect(render(resultOf([aspectOf('save/wire', null)], { cases: 7 }), true)).toMatch(
      /Interrupted after 7 of 100 runs: no difference so far\.\n$/,
    );
  });
});

it('compareJson is one JSON document with everything in it', () => {
  const document: unknown = JSON.parse(
    compareJson(resultOf([aspectOf('save/wire', { kind: 'bytes', a, b, spans })]), false),
  );
  expect(document).toMatchObject({
    agree: false,
    interrupted: false,
    seed: -5,
    a: { name: 'old' },
    b: { name: 'mine' },
    statistics: { cases: 1 },
    aspects: [
      {
        aspect: 'save/wire',
        differing: 3,
        divergence: { smallest: { abi: '64le' }, difference: { a: '03000000010000000200000003' } },
      },
    ],
  });
});
