import {
  copiesIn,
  hasMany,
  isNeeded,
  isPresent,
  structsIn,
  UNTOUCHED,
  type StructShape,
  type Value,
} from '../vmstate/model/model.ts';
import { TREE } from './codes.ts';
import type { LoadedState } from './layout.ts';
import type { StructPlan } from './plan.ts';
import { ABSENT, type ReadValue } from './read-back.test-help.ts';

/** What `readBack` gives, of a model's own values. */
export function meaningOf(plan: StructPlan, values: readonly Value[], absent: ReadValue = ABSENT): ReadValue[] {
  const { members, shape, version, subsections } = plan;
  const fields = members.flatMap(({ member, struct, key, code }, i): ReadValue[] => {
    if (!member.migrated) return [];
    const value = values[i] ?? null;
    if (!isPresent(member, version, values)) return [absent];
    if (member.element.kind === 'unused') return [null];
    const meaning = (of: StructPlan | null, one: Value): ReadValue =>
      of !== null && Array.isArray(one) ? meaningOf(of, one, absent) : plain(one);
    const inner = (one: Value): ReadValue =>
      code === TREE
        ? Array.isArray(one)
          ? [meaning(key, one[0] ?? null), meaning(struct, one[1] ?? null)]
          : null
        : meaning(struct, one);
    return [!hasMany(member) || !Array.isArray(value) ? inner(value) : value.map(inner)];
  });
  const behind = subsections.map((inner, k): ReadValue => {
    const subsection = shape.subsections?.[k];
    const value = values[members.length + k];
    return subsection !== undefined && isNeeded(subsection, values) && Array.isArray(value)
      ? meaningOf(inner, value, absent)
      : absent;
  });
  return [...fields, ...behind];
}

/** What a load of the values leaves. */
export function loadOf(plan: StructPlan, values: readonly Value[]): LoadedState {
  const lengths = new Map<Uint8Array, number>();
  noteBitmaps(lengths, plan.shape, values);
  return { values: loadedValues(plan, values), lengths };
}

/** What a load leaves, where all that varies is as long as its value. */
export function allWhole(values: readonly Value[]): LoadedState {
  return { values, lengths: new Map() };
}

/** Of values alone nobody knows how many bits a bitmap has. */
function noteBitmaps(lengths: Map<Uint8Array, number>, shape: StructShape, values: readonly Value[]): void {
  shape.members.forEach((member, i) => {
    const { element } = member;
    const value = values[i] ?? null;
    if (element.kind === 'bitmap' && value instanceof Uint8Array)
      lengths.set(value, Number(values[element.sizedBy]) | 0);
    for (const [inner, own] of structsIn(member, value)) noteBitmaps(lengths, inner, own);
  });
  shape.subsections?.forEach(({ struct }, k) => {
    const own = values[shape.members.length + k];
    if (Array.isArray(own)) noteBitmaps(lengths, struct, own);
  });
}

/** The values as a load of them would leave them: UNTOUCHED for what is not sent. */
export function loadedValues(plan: StructPlan, values: readonly Value[]): Value[] {
  const { members, shape, version, subsections } = plan;
  const own = members.map(({ member, struct, key, code }, i): Value => {
    const value = values[i] ?? null;
    if (!isPresent(member, version, values)) return UNTOUCHED;
    if (struct === null || !Array.isArray(value)) return value;
    const inner = (of: StructPlan | null, one: Value): Value =>
      of !== null && Array.isArray(one) ? loadedValues(of, one) : one;
    if (!hasMany(member)) return inner(struct, value);
    return value.map((one) =>
      code === TREE && Array.isArray(one)
        ? [inner(key, one[0] ?? null), inner(struct, one[1] ?? null)]
        : inner(struct, one),
    );
  });
  const behind = subsections.map((inner, k): Value => {
    const subsection = shape.subsections?.[k];
    const value = values[members.length + k];
    return subsection !== undefined && isNeeded(subsection, values) && Array.isArray(value)
      ? loadedValues(inner, value)
      : UNTOUCHED;
  });
  const loaded = [...own, ...behind];
  members.forEach(({ member }, i) => {
    const object = loaded[i];
    if (!Array.isArray(object)) return;
    // What a temporary object copies from its parent, it copies back.
    for (const copy of copiesIn(member.element))
      if (object[copy.own] !== UNTOUCHED) loaded[copy.parent] = object[copy.own] ?? null;
  });
  return loaded;
}

function plain(value: Value): ReadValue {
  return Array.isArray(value) ? value.map(plain) : value;
}
