import { UNTOUCHED, type Value } from '../vmstate/model/model.ts';
import { arrayLines } from './check-array.ts';
import { bitmapLines, byteArrayLines, bytesLines } from './check-bytes.ts';
import { listLines, treeLines } from './check-containers.ts';
import { elementLines, slotLines } from './check-element.ts';
import { at, indented, items, type Checking, type CheckPair } from './pair.ts';
import { memberAt, variable } from './place.ts';
import { hasMember, isBytes, type CMember, type CStruct } from './tree.ts';

/** A compiler takes minutes for more than this. */
const MOST_ASSERTIONS = 10_000;

/**
 * A C function that checks the destination after a load, value by value: against
 * the source where the values are equal, otherwise against constants. Empty if
 * there is nothing to check; null if it would take too many assertions.
 */
export function checkText(
  root: CStruct,
  values: readonly Value[],
  source: readonly Value[],
  options: Omit<Checking, 'objectLines'>,
): string | null {
  const pair = {
    got: variable('destination'),
    want: variable('source'),
    value: [...values],
    source: [...source],
    fresh: false,
    depth: 0,
  };
  const lines = objectLines({ ...options, objectLines }, root, pair);
  if (lines.length === 0) return '';
  if (lines.filter((line) => line.includes('g_assert')).length > MOST_ASSERTIONS) return null;
  return [
    '/* After a load: the values of the stream; everything else is unchanged. */',
    'static void check_destination(void)',
    '{',
    ...lines.map(indented),
    '}',
  ].join('\n');
}

function objectLines(checking: Checking, struct: CStruct, pair: CheckPair): string[] {
  const { members, subsections } = struct;
  const values = items(pair.value);
  const source = items(pair.source);
  const of = (i: number): CheckPair => ({ ...pair, value: values[i] ?? null, source: source[i] ?? null });
  const own = members.flatMap((member, i) => memberLines(checking, member, of(i), values));
  return [...own, ...subsections.flatMap((part, k) => objectLines(checking, part, of(members.length + k)))];
}

/** The lines for a member of the pair's object; the values are those of the member. */
function memberLines(checking: Checking, member: CMember, pair: CheckPair, siblings: readonly Value[]): string[] {
  const { value, source } = pair;
  const { element, storage, slots } = member.planned.member;
  // A copy is in the parent, and checked there.
  if (!hasMember(member) || value === UNTOUCHED || member.planned.copied) return [];
  const got = memberAt(pair.got, member);
  const want = pair.want === null ? null : memberAt(pair.want, member);
  if (value === null && slots === 'none')
    return storage === 'allocated' && !pair.fresh ? [`g_assert_null(${got});`] : [];
  switch (element.kind) {
    case 'list':
      return listLines(checking, member, pair);
    case 'tree':
      return treeLines(checking, member, pair);
    case 'bytearray':
      return byteArrayLines({ got, want, value, source }, checking.ended);
    case 'bitmap':
      return bitmapLines({ got, want, value, source }, Number(siblings[element.sizedBy]), checking.pointerSize);
    default: {
      const fresh = pair.fresh || storage === 'allocated';
      const lines = elementsLines(checking, member, { ...pair, fresh });
      return storage === 'allocated' && lines.length > 0 ? [`g_assert_nonnull(${got});`, ...lines] : lines;
    }
  }
}

function elementsLines(checking: Checking, member: CMember, pair: CheckPair): string[] {
  const {
    single,
    member: { slots },
  } = member.planned;
  const { got, want, value, source } = pair;
  if (isBytes(member) && slots === 'none') {
    const of = (all: Value): readonly Value[] => (single ? [all] : items(all));
    return bytesLines(memberAt(got, member), want === null ? null : memberAt(want, member), of(value), of(source));
  }
  if (!single) return arrayLines(checking, member, pair);
  const element = at(pair, member, { index: null, value, source });
  return slots === 'none' ? elementLines(checking, member, element) : slotLines(checking, member, element);
}
