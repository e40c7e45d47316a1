import type { Case } from '../../vmstate/case/case.ts';
import type { InfoResults } from '../../vmstate/info.ts';
import type { Member, StructShape } from '../../vmstate/model/model.ts';
import { everyMember } from '../attribution/every-member.ts';
import { failureCode } from './failing-hook.ts';
import { elementWith } from './rehook.ts';

/** The case with a result that is not 0 of one of its own infos, which the seed picks; null: it has none. */
export function withFailingInfo({ model, seed, ...of }: Case, result: keyof InfoResults): Case | null {
  const count = everyMember(model.shape).filter(isFailing).length;
  if (count === 0) return null;
  const picked = { left: (seed >>> 7) % count, result, code: failureCode(seed) };
  return { ...of, seed, model: { ...model, shape: changed(model.shape, picked) } };
}

/** Which info changes: the one that comes after so many others. */
interface Picked {
  left: number;
  readonly result: keyof InfoResults;
  readonly code: number;
}

function changed(shape: StructShape, picked: Picked): StructShape {
  const members = shape.members.map((member): Member => {
    const { element } = member;
    if (element.kind !== 'failing') return { ...member, element: elementWith(element, (in_) => changed(in_, picked)) };
    if (picked.left-- !== 0) return member;
    return { ...member, element: { ...element, results: { ...element.results, [picked.result]: picked.code } } };
  });
  const subsections = shape.subsections?.map((part) => ({ ...part, struct: changed(part.struct, picked) }));
  return { ...shape, members, subsections };
}

function isFailing({ element }: Member): boolean {
  return element.kind === 'failing';
}
