import { describe, expect, it } from 'vitest';
import { caseToken } from '../../campaign/corpus/token.ts';
import type { Broken } from '../../engine/engine.ts';
import { broken, conforming, neverJudged, resultWith } from '../fixtures/result.ts';
import { renderCheck, type CheckReportOptions } from './check.ts';

const options: CheckReportOptions = {
  color: false,
  verbose: false,
  interrupted: false,
  source: { engineFlags: ['--engine', 'sample'] },
};

describe('renderCheck', () => {
  it('says who was judged, by what, what was generated, and the verdict', () => {
    expect(renderCheck(resultWith([conforming]), options)).toBe(
      [
        'sample 2 (Go) on 64le, judged by qemu-11.1, seed -5',
        '',
        'law         rules (VMS-…)     cases            verdict',
        'save/bytes  WIRE-1,2 COUNT-2  90 (10 skipped)  ✓ conforms',
        '',
        'generated 1 case, 2 fields (2.0 a case), structs up to 1 deep, 2 combinations of flags and type',
        '  fields by flag  SINGLE 1  POINTER 1  VARRAY_UINT8 1',
        '  fields by type  uint8 1  uint32 1',
        '',
        'not covered (its value is not in the stream)',
        '  info:fd',
        '',
        'sample 2 conforms to qemu-11.1: 1 law, 100 cases in 1.2 s.',
        '',
      ].join('\n'),
    );
  });

  it('prints a failure report', () => {
    const text = renderCheck(resultWith([conforming, broken]), options);
    expect(text).toContain('1 finding\n  1. VMS-WIRE-1 (must), shown by save/bytes\n     byte 5 is 02, not 00\n');
    expect(text).toContain('1 law of 2 broken (law, failing cases; --verbose: the table of all)\n  save/bytes 10\n');
    expect(text).toContain('save/bytes: nonconform (run 41, 12 shrinks, case dc6ec717573d)\n  byte 5 is 02, not 00\n');
    expect(text).toContain('  Other verdicts of this law\n    1 case crashed, the first in run 57\n');
    expect(text).toContain('  The rule\n    VMS-WIRE-1 (must) An integer of n bytes is sent as n bytes');
    expect(text).toContain('    QEMU: vmstate-types.c:put_uint32 and its siblings\n');
    expect(text).toContain('on a 64le host\n    struct device v1\n      n: uint8 = 3\n');
    expect(text).toMatch(/ {4}regs .* POINTER\|VARRAY_UINT8 {2}uint32\n/);
    expect(text).toContain('  The bytes\n    received 13 bytes instead of 13; the first difference is at byte 5\n');
    expect(text).toContain(
      '    npx vmstate-conformance check --engine sample --dialect qemu-11.1 --seed -5 --run 41 --law save/bytes\n',
    );
    expect(text).toMatch(/\n\nsample 2 does not conform to qemu-11.1: 1 of 2 laws broken \(100 cases in 1.2 s\)\.\n$/);
  });

  it('tells a cause once, however many laws show it, and further findings in a line each', () => {
    const other = { ...broken, law: { ...broken.law, id: 'load/values' } };
    const result = resultWith([broken, other]);
    const [first] = result.findings;
    if (first === undefined) throw new Error('the fixture is broken');
    const once = { ...result, findings: [{ ...first, laws: ['save/bytes', 'load/values'] }] };
    const text = renderCheck(once, options);
    expect(text.match(/struct device v1/g)).toHaveLength(1);
    expect(text).toContain('1. VMS-WIRE-1 (must), shown by save/bytes and 1 other law\n');
    expect(text).toContain('  Also shown by\n    load/values\n');
    const shaky = { ...first, failure: { ...first.failure, repeats: { failed: 2, tries: 10 } } };
    const twice = { ...result, findings: [first, shaky] };
    expect(renderCheck(twice, options)).toContain('\n\n1 further finding, listed above; --verbose shows all\n\n');
    expect(renderCheck(twice, options)).toContain('shown by save/bytes, not reproducible\n');
    expect(renderCheck(twice, { ...options, verbose: true })).toContain(
      '  not shrunk, not reproducible: of 10 further tries of this case it failed in 2; it depends on chance',
    );
    const alone = renderCheck({ ...result, findings: [shaky] }, options);
    expect(alone).toContain('  not shrunk (--verbose shows the device), not reproducible: of 10');
    expect(alone).not.toContain('struct device v1');
  });

  it('says that a hang was not shrunk', () => {
    const { failure } = broken;
    if (failure === null) throw new Error('the fixture is broken');
    const violation = { ...failure.violation, verdict: 'hung' } as const;
    const text = renderCheck(resultWith([{ ...broken, failure: { ...failure, shrinks: 0, violation } }]), options);
    expect(text).toContain('save/bytes: hung (run 41, not shrunk, case dc6ec717573d)');
    expect(text).toContain('  not shrunk: each smaller case could hang as well');
    expect(text).toContain('  The device that fails, on a 64le host\n');
    expect(renderCheck(resultWith([broken]), options)).not.toContain('not shrunk');
  });

  it('gives the line of exactly the case shown where time ended the shrinking', () => {
    const { failure } = broken;
    if (failure === null) throw new Error('the fixture is broken');
    const text = renderCheck(resultWith([{ ...broken, failure: { ...failure, outOfTime: true } }]), options);
    expect(text).toContain('Time ended the shrinking: this line starts at the case before it (dc6ec717573d)');
    expect(text).toContain(
      `  Again, exactly the case shown\n    npx vmstate-conformance replay ${caseToken(failure.smallest)} --engine sample`,
    );
    expect(renderCheck(resultWith([broken]), options)).not.toContain('exactly the case');
  });

  it('tells engine faults outside the cases once each', () => {
    const fault = { status: 'crashed', message: 'SIGSEGV', stderr: '' } as const;
    const text = renderCheck(resultWith([conforming], { incidents: [fault, fault] }), options);
    expect(text).toContain('(engine faults that belong to no case)\n  crashed: SIGSEGV (2 times)\n');
  });

  it('tells faults as one that differ only in how much was asked', () => {
    const fault = (n: number): Broken => ({
      status: 'crashed',
      message: `the engine exited with code 1, with ${n} requests in flight (save)`,
      stderr: '',
    });
    const text = renderCheck(resultWith([conforming], { incidents: [fault(40), fault(37), fault(48)] }), options);
    expect(text).toContain('code 1, with 37 to 48 requests in flight (save) (3 times)\n');
  });

  it('keeps the table of laws away from what is wrong outside them', () => {
    const promises = [{ feature: 'VMS_ARRAY', cases: 3, run: 2 }];
    const text = renderCheck(resultWith([conforming], { promises }), options);
    expect(text).toContain('VMS_ARRAY in 3 cases (first run 2)');
    expect(text).not.toContain('90 (10 skipped)');
    expect(text).toContain('no law broken; --verbose: the table of all laws');
    expect(renderCheck(resultWith([conforming], { promises }), { ...options, verbose: true })).toContain(
      '90 (10 skipped)',
    );
  });

  it('names the rules whose violations pass, and what needs features that are not there', () => {
    const outOfLevel = [{ rule: 'VMS-CODE-2', verdict: 'nonconform', cases: 5, run: 7 }] as const;
    const text = renderCheck(
      resultWith([{ ...conforming, outOfLevel }, neverJudged], { level: 'must', unmade: ['info:bitmap'] }),
      options,
    );
    expect(text).toContain(
      'violations that do not count at level must (--level quirk counts them: rule, violations, laws, first run; --verbose: law by law)\n  VMS-CODE-2 5 (1 law, run 7)\n',
    );
    expect(text).toContain(
      'listed but never generated (it needs features that the engine does not list: docs/protocol.md)\n  info:bitmap\n',
    );
    expect(text).toContain('at level must: 1 law (1 more judged no case), 100 cases in');
  });

  it('counts violations that pass by their rule, and with --verbose by law', () => {
    const outOfLevel = [
      { rule: 'VMS-CODE-2', verdict: 'nonconform', cases: 5, run: 7 },
      { rule: 'VMS-CODE-2', verdict: 'crashed', cases: 1, run: 30 },
      { rule: 'VMS-SUB-4', verdict: 'nonconform', cases: 2, run: 3 },
    ] as const;
    const other = [{ rule: 'VMS-CODE-2', verdict: 'nonconform', cases: 4, run: 2 }] as const;
    const laws = [
      { ...conforming, outOfLevel },
      { ...broken, outOfLevel: other },
    ];
    const result = resultWith(laws, { level: 'must' });
    expect(renderCheck(result, options)).toContain('\n  VMS-CODE-2 10 (2 laws, run 2)  VMS-SUB-4 2 (1 law, run 3)\n');
    expect(renderCheck(result, { ...options, verbose: true })).toMatch(
      /first run\)\n {2}\S+ VMS-CODE-2 5 \(run 7\) {2}\S+ VMS-CODE-2 1 \(run 30\)/,
    );
  });

  it('does not count what one case is made of', () => {
    const verbose = (cases: number): string =>
      renderCheck(resultWith([conforming], { cases }), { ...options, verbose: true });
    expect(verbose(1).length).toBeLessThan(verbose(100).length);
  });

  it('names what was left out and what is missing', () => {
    const text = renderCheck(
      resultWith([conforming], { leftOut: ['VMS_ALLOC', 'info:bool'], missing: ['VMS_ARRAY/struct'] }),
      options,
    );
    expect(text).toContain('left out (the engine does not support it)\n  VMS_ALLOC  info:bool\n');
    expect(text).toContain('missing (not generated, although it should be)\n  VMS_ARRAY/struct\n');
  });

  it('names what no request can cover, in dialects that have it', () => {
    expect(renderCheck(resultWith([conforming], { dialect: 'qemu-10.0' }), options)).toContain('not covered');
    expect(renderCheck(resultWith([conforming], { dialect: 'qemu-7.2' }), options)).not.toContain('not covered');
  });

  it('names the laws that an engine which sees values cannot be judged by', () => {
    const plain = resultWith([conforming]);
    const text = renderCheck(
      { ...plain, engine: { ...plain.engine, view: 'values', abi: null }, lawsLeftOut: ['save/frame', 'load/frame'] },
      options,
    );
    expect(text).toContain('sample 2 (Go), view values, judged by');
    expect(text).toContain(
      'laws left out (they check memory, and the engine has view values)\n  save/frame  load/frame\n',
    );
    expect(renderCheck(plain, options)).not.toContain('laws left out');
  });

  it('lists every combination with --verbose', () => {
    const text = renderCheck(resultWith([conforming]), { ...options, verbose: true });
    expect(text).toContain(
      '  fields  type    flags (VMS_…)\n       1  uint32  POINTER|VARRAY_UINT8\n       1  uint8   SINGLE\n',
    );
  });

  it('sends to smoke whose engine answered nothing that was understood', () => {
    const none = { ...broken.verdicts, conform: 0, nonconform: 0, crashed: 7 };
    const text = renderCheck(resultWith([{ ...broken, verdicts: none }]), options);
    expect(text).toMatch(/\nNo answer of the engine was understood: run `npx vmstate-conformance smoke` with it\.\n$/);
    expect(renderCheck(resultWith([broken]), options)).not.toContain('smoke');
  });

  it('claims nothing when nothing was judged', () => {
    const unsupported = { ...neverJudged, verdicts: { ...neverJudged.verdicts, unsupported: 3 } };
    const text = renderCheck(resultWith([neverJudged, unsupported]), options);
    expect(text).toContain('0 (100 skipped)  not judged (no case was about it)\n');
    expect(text).toContain('not judged (3 unsupported)\n');
    expect(text).toMatch(/\nno law applied to any case: nothing was judged\.\n$/);
  });

  it('says that it was interrupted, and when the engine has another dialect', () => {
    const result = resultWith([conforming], { cases: 7, dialect: 'qemu-10.2' });
    const text = renderCheck(result, { ...options, interrupted: true });
    expect(text).toContain('judged by qemu-10.2 (the engine declares qemu-11.1)');
    expect(text).toMatch(/\nInterrupted after 7 of 100 runs: no law broken so far\.\n$/);
  });

  it('has no color by default', () => {
    const result = resultWith([conforming, broken]);
    expect(renderCheck(result, options)).not.toContain('\u001b');
    expect(renderCheck(result, { ...options, color: true })).toContain('\u001b[31m');
  });

  it('ends no line in spaces', () => {
    expect(renderCheck(resultWith([conforming, broken]), { ...options, verbose: true })).not.toMatch(/ $/m);
  });
});
