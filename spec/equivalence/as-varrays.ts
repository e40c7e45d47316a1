import type { Member, Model } from '../../vmstate/model/model.ts';
import { restate } from './restate.ts';

/** Arrays of fixed length take their count from a hidden sibling. */
export function asVarrays(model: Model): Model | null {
  return restate(model, (member, index) => {
    const { count } = member;
    if (count.kind !== 'fixed') return null;
    const sibling: Member = {
      name: `count_of_${member.name}`,
      version: 0,
      migrated: false,
      element: { kind: 'scalar', type: 'uint32' },
      count: { kind: 'one' },
      storage: 'embedded',
      slots: 'none',
    };
    return {
      member: { ...member, count: { kind: 'counted', by: index, type: 'uint32', multiply: null } },
      sibling: { member: sibling, value: count.n },
    };
  });
}
