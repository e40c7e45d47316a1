import type { Model } from '../../vmstate/model/model.ts';
import { restate } from './restate.ts';

/** Arrays of pointers without a NULL become plain arrays. */
export function asPlainArrays(model: Model): Model | null {
  return restate(model, (member, _, values) => {
    const value = values[model.shape.members.indexOf(member)];
    if (member.slots !== 'nullable' || !Array.isArray(value) || value.includes(null)) return null;
    return { member: { ...member, slots: 'none' } };
  });
}
