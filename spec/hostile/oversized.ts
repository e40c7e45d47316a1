import { layout, type Layout } from '../../layout/layout.ts';
import { annotate } from '../../oracle/wire/annotate.ts';
import type { Span } from '../../oracle/wire/span.ts';
import type { Case } from '../../vmstate/case/case.ts';
import { cloneMemory, type Memory } from '../../vmstate/host/memory.ts';
import { copiesIn, isPresent, type Member, type StructShape } from '../../vmstate/model/model.ts';
import { everyStruct } from '../attribution/every-member.ts';

/** The bytes of a stream that are counts and sizes. */
export function counterSpans({ model, dialect }: Case): readonly Span[] {
  const names = new Set(everyStruct(model.shape).flatMap(countersIn));
  return annotate(model, dialect).spans.filter(({ path }) => names.has(path.slice(path.lastIndexOf('.') + 1)));
}

function countersIn({ members }: StructShape): string[] {
  return members.flatMap((member) => siblingsOf(member).map((by) => members[by]?.name ?? ''));
}

function siblingsOf({ count, element }: Member): number[] {
  return [
    ...(count.kind === 'counted' ? [count.by] : []),
    ...(element.kind === 'vbuffer' || element.kind === 'bitmap' ? [element.sizedBy] : []),
  ];
}

/** A state with a size that does not fit 64 bits: the case, and the memory that is to be saved. */
export interface Oversized {
  readonly of: Case;
  readonly layout: Layout;
  readonly source: Memory;
}

const ONES = 0xffff_ffff_ffff_ffffn;

/** The case with all ones in the 64-bit size of a VMS_MULTIPLY, and hooks to be seen; null: it has none that nothing before reads. */
export function oversized(original: Case): Oversized | null {
  const { shape, values } = original.model;
  const at = shape.members.findIndex(
    (member, i) => canOverflow(shape, member, i) && isPresent(member, shape.version, values),
  );
  const element = shape.members[at]?.element;
  if (element?.kind !== 'vbuffer') return null;
  const hooks = { ...shape.hooks, pre_save: 0, pre_save_errp: undefined, post_save: 0 };
  const model = { shape: { ...shape, hooks }, values: values.with(element.sizedBy, ONES) };
  // The layout of the values that there are; the size alone is another.
  const laid = layout({ ...original, model: { ...model, values } });
  const source = cloneMemory(laid.source);
  const place = (source.blocks[0]?.start ?? 0) + (laid.plan.members[element.sizedBy]?.offset ?? 0);
  source.view.setBigUint64(place, ONES);
  return { of: { ...original, model }, layout: laid, source };
}

/** What a field reads of its siblings before the size is computed; a temporary object has copies of its own. */
function readsBefore(member: Member): number[] {
  return [...siblingsOf(member), ...copiesIn(member.element).map(({ parent }) => parent)];
}

function canOverflow({ members }: StructShape, { element }: Member, i: number): boolean {
  if (element.kind !== 'vbuffer' || (element.multiply ?? 1) < 2) return false;
  const sibling = members[element.sizedBy]?.element;
  if (sibling?.kind !== 'scalar' || sibling.type !== 'uint64') return false;
  return !members.some((member, k) => k < i && readsBefore(member).includes(element.sizedBy));
}
