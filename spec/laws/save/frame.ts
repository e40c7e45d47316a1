import { cloneMemory, type Memory } from '../../../vmstate/host/memory.ts';
import type { ProbingLaw } from '../../law.ts';
import { andThen } from '../../maybe-promise.ts';
import { sameMemory } from '../../differences/memory-differences.ts';
import type { Violation } from '../../violation.ts';

const id = 'save/frame';

/** Law 7, second half: a save changes nothing. */
export const saveFrame: ProbingLaw = {
  id,
  title: 'a save changes nothing',
  rules: ['VMS-FRAME-2'],
  view: 'memory',
  every: 8,
  savable: true,
  kind: 'probing',
  probe({ layout: { plan, source } }, engine) {
    const before = cloneMemory(source);
    const saved = engine.save({
      description: plan.description,
      memory: cloneMemory(source),
      measure: false,
      returnMemory: true,
    });
    return andThen(saved, (save) => {
      if (save.status !== 'ok' || save.memory === null) return 'skip';
      if (sameMemory(before, save.memory)) return null;
      const at = before.bytes.findIndex((byte, i) => i < before.used && byte !== save.memory?.bytes[i]);
      if (at < 0) return otherBlocks(before, save.memory);
      const block = before.blocks.findIndex(({ start, size }) => at >= start && at < start + size);
      const offset = at - (before.blocks[block]?.start ?? 0);
      const difference = {
        block,
        offset,
        path: null,
        expected: before.bytes.slice(at, at + 1),
        received: save.memory.bytes.slice(at, at + 1),
      };
      return {
        law: id,
        rule: 'VMS-FRAME-2',
        verdict: 'nonconform',
        summary: `the save changed the memory that it saved, at block ${block} offset ${offset}`,
        evidence: { kind: 'memory', differences: [difference] },
      };
    });
  },
};

/** All bytes are as they were, but there are more of them, or in other blocks. */
function otherBlocks(before: Memory, after: Memory): Violation {
  const numbers =
    before.blocks.length === after.blocks.length
      ? { what: 'bytes of memory', expected: before.used, received: after.used }
      : { what: 'blocks of memory', expected: before.blocks.length, received: after.blocks.length };
  return {
    law: id,
    rule: 'VMS-FRAME-2',
    verdict: 'nonconform',
    summary: `after the save there are ${numbers.received} ${numbers.what} instead of ${numbers.expected}`,
    evidence: { kind: 'number', path: '', ...numbers },
  };
}
