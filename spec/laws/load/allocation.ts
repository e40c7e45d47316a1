import { attributedRule } from '../../attribution/attribute.ts';
import { everyMember } from '../../attribution/every-member.ts';
import { differingMemory, judgeMemory } from '../../differences/load-memory.ts';
import type { ObservingLaw } from '../../law.ts';
import type { RuleId } from '../../rules/rules.ts';
import type { Subject } from '../../subject.ts';
import type { MemoryDifference } from '../../violation.ts';

const id = 'load/allocation';

/** Law 8: exactly the fields that should allocate do, exactly what they should. */
export const loadAllocation: ObservingLaw = {
  id,
  title: 'exactly the ALLOC fields allocate, exactly their size',
  rules: [
    'VMS-ALLOC-1',
    'VMS-ALLOC-2',
    'VMS-AUTO-2',
    'VMS-COUNT-5',
    'VMS-TREE-2',
    'VMS-LIST-2',
    'VMS-BYTES-1',
    'VMS-TMP-1',
  ],
  view: 'memory',
  every: 1,
  kind: 'observing',
  judges: 'load',
  judge: (subject, observed) =>
    judgeMemory(subject, observed, ({ allocated, pointers }) => {
      const rule = allocationRule(subject, pointers[0]);
      if (pointers.length > 0)
        return differingMemory({ law: id, rule }, subject, pointers, 'does not hold the address of its allocation');
      if (allocated === null) return null;
      const list = (sizes: readonly number[]): string =>
        sizes.length === 0
          ? 'no block'
          : `${sizes.length === 1 ? 'a block' : 'blocks'} of ${sizes.join(', ')} byte${sizes.length === 1 && sizes[0] === 1 ? '' : 's'}`;
      const expected = list(allocated.expected);
      const received = list(allocated.received);
      return {
        law: id,
        rule,
        verdict: 'nonconform',
        summary: `the load allocated ${received} instead of ${expected}`,
        evidence: { kind: 'answer', expected, received },
      };
    }),
};

function allocationRule({ case: { model } }: Subject, pointer: MemoryDifference | undefined): RuleId {
  const rule = pointer === undefined ? null : attributedRule(model, pointer.path ?? '', 'load');
  if (rule === 'VMS-AUTO-2' || rule === 'VMS-TREE-2' || rule === 'VMS-BYTES-1') return rule;
  const members = everyMember(model.shape);
  if (members.some(({ storage }) => storage === 'allocated')) return 'VMS-ALLOC-1';
  if (members.some(({ slots }) => slots === 'allocated')) return 'VMS-AUTO-2';
  const kinds = new Set(members.map(({ element }) => element.kind));
  if (kinds.has('tree')) return 'VMS-TREE-2';
  if (kinds.has('list')) return 'VMS-LIST-2';
  if (kinds.has('bytearray')) return 'VMS-BYTES-1';
  // Its object may have been left there.
  return kinds.has('tmp') ? 'VMS-TMP-1' : 'VMS-ALLOC-2';
}
