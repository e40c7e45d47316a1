import { cloneMemory } from '../../../vmstate/host/memory.ts';
import type { ProbingLaw } from '../../law.ts';
import { andThen } from '../../maybe-promise.ts';
import { sameMemory } from '../../differences/memory-differences.ts';

const id = 'save/frame';

/** Law 7, second half: a save changes nothing. */
export const saveFrame: ProbingLaw = {
  id,
  title: 'a save changes nothing',
  rules: ['VMS-FRAME-2'],
  view: 'memory',
  every: 4,
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
