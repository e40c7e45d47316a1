import { differingMemory, judgeMemory } from '../../differences/load-memory.ts';
import type { ObservingLaw } from '../../law.ts';
import { everyMember } from '../../attribution/every-member.ts';
import type { RuleId } from '../../rules/rules.ts';
import type { Subject } from '../../subject.ts';
import type { MemoryDifference } from '../../violation.ts';

const id = 'load/frame';

/** Law 7, first half: a load leaves alone what no field describes. */
export const loadFrame: ObservingLaw = {
  id,
  title: 'a load changes no byte that no field describes',
  rules: ['VMS-FRAME-1', 'VMS-ALLOC-2', 'VMS-WIRE-4', 'VMS-COUNT-5', 'VMS-AUTO-2', 'VMS-TREE-2'],
  view: 'memory',
  every: 1,
  kind: 'observing',
  judges: 'load',
  judge: (subject, observed) =>
    judgeMemory(subject, observed, ({ frame }) => {
      if (frame.length === 0) return null;
      const fresh = frame.filter(({ block }) => block >= subject.layout.destination.blocks.length);
      if (fresh.length === frame.length)
        return differingMemory({ law: id, rule: zeroingRule(subject) }, subject, frame, 'is not zero');
      const rule = frame.some((range) => touchesSlot(subject, range)) ? 'VMS-ALLOC-2' : ruleOfFrame(subject);
      return differingMemory({ law: id, rule }, subject, frame, 'was changed');
    }),
};

function touchesSlot({ layout: { destination } }: Subject, { block, offset, expected }: MemoryDifference): boolean {
  const start = (destination.blocks[block]?.start ?? Number.NaN) + offset;
  const { pointerSize } = destination.abi;
  return destination.slots.some((slot) => slot < start + expected.length && slot + pointerSize > start);
}

/** Unused bytes have no place in memory: where a device has nothing else, they were loaded all the same. */
function ruleOfFrame({ case: { model } }: Subject): RuleId {
  const described = everyMember(model.shape).filter(({ migrated }) => migrated);
  return described.length > 0 && described.every(({ element }) => element.kind === 'unused')
    ? 'VMS-WIRE-4'
    : 'VMS-FRAME-1';
}

/** Whose memory a load allocates is zero where no field is: what else is judged is somewhere in it. */
function zeroingRule({ case: { model } }: Subject): RuleId {
  return everyMember(model.shape).some(({ slots }) => slots === 'allocated') ? 'VMS-AUTO-2' : 'VMS-TREE-2';
}
