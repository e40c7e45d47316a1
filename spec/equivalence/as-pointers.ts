import { siblingsRead, type Member, type Model } from '../../vmstate/model/model.ts';
import { restate } from './restate.ts';

/** What lies in the struct lies behind a pointer, and the other way round. */
export function asPointers(model: Model): Model | null {
  // A sibling reads it: it must stay where it is.
  const { members } = model.shape;
  const read = new Set([...siblingsRead(model.shape)].map((i) => members[i]));
  return restate(model, (member) => {
    if (!movable.has(member.element.kind) || read.has(member)) return null;
    return { member: { ...member, storage: member.storage === 'embedded' ? 'pointer' : 'embedded' } };
  });
}

/** What can be embedded or behind a pointer as one likes. */
const movable: ReadonlySet<Member['element']['kind']> = new Set([
  'scalar',
  'checked',
  'timer',
  'failing',
  'buffer',
  'vbuffer',
  'struct',
]);
