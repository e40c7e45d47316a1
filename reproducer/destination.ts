import { BYTE_ARRAY, isList, TIMER, TREE } from '../layout/codes.ts';
import type { MemberPlan, StructPlan } from '../layout/plan.ts';
import { isWide, widthOf, type Scalar } from '../vmstate/info.ts';
import { siblingsRead, type StructValue, type Value } from '../vmstate/model/model.ts';

/**
 * What the object holds that a test loads into: what a load needs to find (the
 * counts, sizes and tests that it reads before it loads them, the integers it
 * checks), and else the opposite of what was saved, so that neither a value
 * that is not loaded nor one that should not be goes unnoticed. Lists and trees
 * are empty, and what a load allocates is NULL.
 */
export function destinationValues({ shape, members, subsections }: StructPlan, source: readonly Value[]): StructValue {
  const read = siblingsRead(shape);
  const values = members.map((planned, i) => {
    const value = source[i] ?? null;
    if (planned.preset) return isLimit(planned) && !read.has(i) ? limitsOf(value) : value;
    return memberValue(planned, value);
  });
  for (const [k, part] of subsections.entries()) {
    const value = source[members.length + k];
    values.push(Array.isArray(value) ? destinationValues(part, value) : null);
  }
  return values;
}

/** A load compares with it, and stores what is not above it. */
function isLimit({ member: { element } }: MemberPlan): boolean {
  return element.kind === 'checked' && element.info === 'int32_le';
}

/** Any value is below the highest, unless it is below zero. */
function limitsOf(value: Value): Value {
  if (Array.isArray(value)) return value.map(limitsOf);
  return value === null ? null : 0x7fffffff;
}

function memberValue(planned: MemberPlan, value: Value): Value {
  const { storage, slots } = planned.member;
  if (isList(planned.code) || planned.code === TREE) return [];
  if (storage === 'allocated') return null;
  if (planned.single) return elementValue(planned, value);
  if (!Array.isArray(value)) return value;
  return value.map((element) => (slots === 'allocated' ? null : elementValue(planned, element)));
}

function elementValue({ member, struct, code }: MemberPlan, value: Value): Value {
  if (struct !== null) return Array.isArray(value) ? destinationValues(struct, value) : value;
  // A load has to change the length.
  if (code === BYTE_ARRAY) return new Uint8Array([...(value instanceof Uint8Array ? value.map(inverse) : []), 0xff]);
  if (code === TIMER) return value === -1n ? 0n : -1n;
  if (value instanceof Uint8Array) return value.map(inverse);
  return member.element.kind === 'scalar' ? opposite(member.element.type, value) : value;
}

function inverse(byte: number): number {
  return byte ^ 0xff;
}

/** A value of the type that differs from `value` in every bit. */
function opposite(type: Scalar, value: Value): Value {
  if (typeof value === 'bigint') return type === 'int64' ? ~value : BigInt.asUintN(64, ~value);
  if (typeof value !== 'number' || isWide(type)) return value;
  if (type === 'bool') return value === 0 ? 1 : 0;
  return type.startsWith('uint') ? 2 ** (8 * widthOf(type)) - 1 - value : ~value;
}
