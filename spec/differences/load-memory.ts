import type { LawOutcome, Observed } from '../law.ts';
import type { Subject } from '../subject.ts';
import type { Cited, MemoryDifference, Violation } from '../violation.ts';
import { memoryDifferences, type MemoryDifferences } from './memory-differences.ts';

/** Only a load that succeeded, as it should, leaves a memory to judge. */
export function judgeMemory(
  subject: Subject,
  { load }: Observed,
  judge: (differences: MemoryDifferences) => LawOutcome,
): LawOutcome {
  if (subject.after === null || load.status !== 'ok') return 'skip';
  const differences = memoryDifferences(subject, load.memory);
  return differences === null ? null : judge(differences);
}

/** The violation of memory that differs; `what` says how, as in `was not restored`. */
export function differingMemory(
  { law, rule }: Cited,
  { case: { model } }: Subject,
  differences: readonly MemoryDifference[],
  what: string,
): Violation {
  const first = differences[0];
  const place =
    first === undefined ? '' : `${first.path ?? 'memory of no field'} at block ${first.block} offset ${first.offset}`;
  const more = differences.length > 1 ? `, and ${differences.length - 1} more of ${model.shape.name}` : '';
  const pointer = first?.pointer;
  const how = pointer === undefined ? what : `points to ${pointer.received} instead of ${pointer.expected}`;
  return {
    law,
    rule,
    verdict: 'nonconform',
    summary: `${place} ${how}${more}`,
    evidence: { kind: 'memory', differences },
  };
}
