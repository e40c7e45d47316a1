import type { Model, StructValue } from '../../vmstate/model/model.ts';
import { blame } from '../attribution/attribute.ts';
import type { Finding, ObservingLaw, Observed } from '../law.ts';
import { memoryDifferences, type MemoryDifferences } from '../differences/memory-differences.ts';
import type { RuleId } from '../rules/rules.ts';
import type { Subject } from '../subject.ts';
import { firstValueDifference, violationOf } from '../differences/values-differences.ts';
import type { MemoryDifference } from '../violation.ts';

/** Law 3, second half: every value that the stream carries is restored. */
export const loadValues: ObservingLaw = {
  id: 'load/values',
  title: 'a load restores every value that the stream carries',
  rules: [
    'VMS-LOAD-1',
    'VMS-WIRE-1',
    'VMS-WIRE-2',
    'VMS-WIRE-3',
    'VMS-EXIST-1',
    'VMS-STRUCT-1',
    'VMS-POINTER-1',
    'VMS-NULL-2',
    'VMS-AUTO-2',
    'VMS-COUNT-2',
    'VMS-SIZE-2',
    'VMS-SIZE-3',
    'VMS-SIZE-5',
    'VMS-TIMER-1',
    'VMS-BYTES-1',
    'VMS-TREE-2',
  ],
  every: 1,
  kind: 'observing',
  judge: (subject, observed) =>
    observed.load.status === 'ok' && observed.load.values !== undefined
      ? seenAsValues(subject, observed.load.values)
      : about(subject, observed, ({ values }) =>
          values.length === 0
            ? null
            : differing(
                'load/values',
                subject,
                values,
                blame(subject.case.model, values[0]?.path ?? '', 'load'),
                'was not restored',
              ),
        ),
};

/** Law 7, first half: a load leaves alone what no field describes. */
export const loadFrame: ObservingLaw = {
  id: 'load/frame',
  title: 'a load changes no byte that no field describes',
  rules: ['VMS-FRAME-1', 'VMS-ALLOC-2', 'VMS-WIRE-4', 'VMS-COUNT-5', 'VMS-AUTO-2', 'VMS-TREE-2'],
  view: 'memory',
  every: 1,
  kind: 'observing',
  judge: (subject, observed) =>
    about(subject, observed, ({ frame }) => {
      if (frame.length === 0) return null;
      const fresh = frame.filter(({ block }) => block >= subject.layout.destination.blocks.length);
      if (fresh.length === frame.length)
        return differing('load/frame', subject, frame, zeroingRule(subject), 'is not zero');
      const rule = frame.some((range) => touchesSlot(subject, range)) ? 'VMS-ALLOC-2' : 'VMS-FRAME-1';
      return differing('load/frame', subject, frame, rule, 'was changed');
    }),
};

/** Law 8: exactly the fields that should allocate do, exactly what they should. */
export const loadAllocation: ObservingLaw = {
  id: 'load/allocation',
  title: 'exactly the ALLOC fields allocate, exactly their size',
  rules: ['VMS-ALLOC-1', 'VMS-ALLOC-2', 'VMS-AUTO-2', 'VMS-COUNT-5', 'VMS-TREE-2', 'VMS-BYTES-1'],
  view: 'memory',
  every: 1,
  kind: 'observing',
  judge: (subject, observed) =>
    about(subject, observed, ({ allocated, pointers }) => {
      const rule = allocationRule(subject, pointers[0]);
      if (pointers.length > 0)
        return differing('load/allocation', subject, pointers, rule, 'does not hold the address of its allocation');
      if (allocated === null) return null;
      const list = (sizes: readonly number[]): string =>
        sizes.length === 0 ? 'no block' : `blocks of ${sizes.join(', ')} bytes`;
      const expected = list(allocated.expected);
      const received = list(allocated.received);
      return {
        law: 'load/allocation',
        rule,
        verdict: 'nonconform',
        summary: `the load allocated ${received} instead of ${expected}`,
        evidence: { kind: 'answer', expected, received },
      };
    }),
};

/** The same of an engine that sees values. */
function seenAsValues({ case: { model }, layout: { before }, decoded }: Subject, received: StructValue): Finding {
  if (decoded.verdict !== 'ok') return 'skip';
  const difference = firstValueDifference(
    { shape: model.shape, before, after: decoded.values, unspecified: decoded.unspecified },
    received,
  );
  return difference === null ? null : violationOf('load/values', blame(model, difference.path, 'load'), difference);
}

/** Only a load that succeeded, as it should, leaves a memory to judge. */
function about(subject: Subject, { load }: Observed, judge: (differences: MemoryDifferences) => Finding): Finding {
  if (subject.after === null || load.status !== 'ok') return 'skip';
  const differences = memoryDifferences(subject, load.memory);
  return differences === null ? null : judge(differences);
}

function differing(
  law: string,
  { case: { model } }: Subject,
  differences: readonly MemoryDifference[],
  rule: RuleId,
  what: string,
): Finding {
  const first = differences[0];
  const place =
    first === undefined ? '' : `${first.path ?? 'memory of no field'} at block ${first.block} offset ${first.offset}`;
  const more = differences.length > 1 ? `, and ${differences.length - 1} more of ${model.shape.name}` : '';
  return {
    law,
    rule,
    verdict: 'nonconform',
    summary: `${place} ${what}${more}`,
    evidence: { kind: 'memory', differences },
  };
}

function touchesSlot({ layout: { destination } }: Subject, { block, offset, expected }: MemoryDifference): boolean {
  const start = (destination.blocks[block]?.start ?? Number.NaN) + offset;
  const { pointerSize } = destination.abi;
  return destination.slots.some((slot) => slot < start + expected.length && slot + pointerSize > start);
}

/** Whose memory a load allocates is zero where no field is: what else is judged is somewhere in it. */
function zeroingRule({ case: { model } }: Subject): RuleId {
  return shapeText(model).includes('slots-allocated') ? 'VMS-AUTO-2' : 'VMS-TREE-2';
}

function allocationRule({ case: { model } }: Subject, pointer: MemoryDifference | undefined): RuleId {
  const rule = pointer === undefined ? null : blame(model, pointer.path ?? '', 'load');
  if (rule === 'VMS-AUTO-2' || rule === 'VMS-TREE-2' || rule === 'VMS-BYTES-1') return rule;
  const text = shapeText(model);
  const allocates = text.includes('"storage":"allocated"');
  if (allocates) return 'VMS-ALLOC-1';
  if (text.includes('slots-allocated')) return 'VMS-AUTO-2';
  return text.includes('"kind":"tree"')
    ? 'VMS-TREE-2'
    : text.includes('"kind":"bytearray"')
      ? 'VMS-BYTES-1'
      : 'VMS-ALLOC-2';
}

function shapeText({ shape }: Model): string {
  return JSON.stringify(shape, (key, value: unknown) => (key === 'slots' ? `slots-${String(value)}` : value));
}
