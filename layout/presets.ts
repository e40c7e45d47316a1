import type { Member } from '../vmstate/model/model.ts';
import type { PlanDraft } from './plan.ts';

/**
 * The offset of the sibling that member `reader` reads. It is recorded as preset if a load
 * can reach the reader before, or without, loading the sibling. `reader` null: the sibling
 * is read after all members are loaded.
 */
export function readBy({ members, lowest }: PlanDraft, by: number, reader: number | null): number {
  const sibling = members[by];
  if (sibling === undefined) return 0;
  const reading = reader === null ? undefined : members[reader]?.member;
  const from = reading === undefined ? lowest : Math.max(lowest, firstVersion(reading, lowest));
  if ((reader !== null && by > reader) || !sibling.carried || firstVersion(sibling.member, Infinity) > from)
    sibling.preset = true;
  return sibling.offset;
}

/** The first version in which the member exists; `undecided` if a sibling decides. */
function firstVersion({ test, version }: Member, undecided: number): number {
  if (test === undefined) return version;
  return test.kind === 'version' ? test.from : undecided;
}
