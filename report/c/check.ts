import { settleValues } from '../../oracle/settle.ts';
import { zeroElement } from '../../oracle/zero-value.ts';
import { UNTOUCHED, type Value } from '../../vmstate/model.ts';
import { bitmapLines, byteArrayLines, bytesLines } from './check-bytes.ts';
import { listLines, treeLines } from './check-containers.ts';
import { literal } from './literal.ts';
import { createNames } from './names.ts';
import { at, items, type Checking, type Pair } from './pair.ts';
import { memberAt, valueAt, variable } from './place.ts';
import { hasMember, isBytes, scalarOf, type CMember, type CStruct } from './tree.ts';

/**
 * A function that checks what a load leaves, value by value: what it brought,
 * by the source where that is the same, and what it must have left alone.
 * Empty when there is nothing to check.
 */
export function checkText(root: CStruct, values: readonly Value[], source: readonly Value[], options: Pick<Checking, 'pointerSize' | 'arrays' | 'ended'>): string {
  const pair = { got: variable('destination'), want: variable('source'), value: [...values], source: [...source], fresh: false };
  const lines = objectLines({ ...options, nameOf: createNames(), objectLines }, root, pair);
  if (lines.length === 0) return '';
  return ['/* What a load must leave: what the stream brings, all else as it was. */', 'static void check_destination(void)', '{', ...lines.map(indented), '}'].join('\n');
}

function objectLines(checking: Checking, struct: CStruct, pair: Pair): string[] {
  const { members, subsections } = struct;
  const values = items(pair.value);
  const source = items(pair.source);
  const of = (i: number): Pair => ({ ...pair, value: values[i] ?? null, source: source[i] ?? null });
  const own = members.flatMap((member, i) => memberLines(checking, member, of(i), values));
  return [...own, ...subsections.flatMap((part, k) => objectLines(checking, part, of(members.length + k)))];
}

/** The lines for a member of the pair's object; the values are those of the member. */
function memberLines(checking: Checking, member: CMember, pair: Pair, siblings: readonly Value[]): string[] {
  const { value, source } = pair;
  const { element, storage } = member.planned.member;
  if (!hasMember(member) || value === UNTOUCHED) return [];
  const got = memberAt(pair.got, member);
  const want = pair.want === null ? null : memberAt(pair.want, member);
  if (value === null) return storage === 'allocated' && !pair.fresh ? [`g_assert_null(${got});`] : [];
  switch (element.kind) {
    case 'list':
      return listLines(checking, member, pair);
    case 'tree':
      return treeLines(checking, member, pair);
    case 'bytearray':
      return byteArrayLines(got, want, value, source, checking.ended);
    case 'bitmap':
      return bitmapLines(got, want, value, source, Number(siblings[element.sizedBy]), checking.pointerSize);
    default: {
      const fresh = pair.fresh || storage === 'allocated';
      const lines = elementsLines(checking, member, { ...pair, fresh });
      return storage === 'allocated' && lines.length > 0 ? [`g_assert_nonnull(${got});`, ...lines] : lines;
    }
  }
}

function elementsLines(checking: Checking, member: CMember, pair: Pair): string[] {
  const { single, member: { slots } } = member.planned;
  const { got, want, value, source } = pair;
  if (isBytes(member) && slots === 'none') {
    const of = (all: Value): readonly Value[] => (single ? [all] : items(all));
    return bytesLines(memberAt(got, member), want === null ? null : memberAt(want, member), of(value), of(source));
  }
  if (single) return elementLines(checking, member, at(pair, member, null, value, source));
  const values = items(value);
  const wanted = items(source);
  const isSame = want !== null && values.every((each, i) => each === wanted[i] && each !== null);
  if (isSame && slots === 'none' && member.inner === null && values.length > 1) {
    const loop = elementLines(checking, member, at(pair, member, 'i', values[0] ?? null, wanted[0] ?? null));
    return [`for (int i = 0; i < ${values.length}; i++) {`, ...loop.map(indented), '}'];
  }
  return values.flatMap((each, i) => {
    const one = at(pair, member, i, each, wanted[i] ?? null);
    return slots === 'none' ? elementLines(checking, member, one) : slotLines(checking, member, one);
  });
}

function slotLines(checking: Checking, member: CMember, pair: Pair): string[] {
  const { got, value } = pair;
  const { element, slots } = member.planned.member;
  if (value === UNTOUCHED) return [];
  if (value === null) return [`g_assert_null(${got.text});`];
  const isNew = slots === 'allocated';
  // Fresh from g_malloc0: what the stream does not bring is zero.
  const known = isNew && member.inner !== null ? settleValues([...items(zeroElement(element))], [...items(value)], member.inner.plan.shape) : value;
  return [`g_assert_nonnull(${got.text});`, ...elementLines(checking, member, { ...pair, value: known, fresh: isNew ? false : pair.fresh })];
}

function elementLines(checking: Checking, member: CMember, pair: Pair): string[] {
  const { got, want, value, source } = pair;
  const { element } = member.planned.member;
  if (value === UNTOUCHED || value === null) return [];
  if (member.inner !== null) return objectLines(checking, member.inner, pair);
  if (value instanceof Uint8Array) return bytesLines(got.text, want?.text ?? null, [value], [source]);
  const same = want !== null && value === source ? want : null;
  if (element.kind === 'timer') {
    const expiry = { name: 'expire_time' };
    return [`g_assert_cmpint(${memberAt(got, expiry)}, ==, ${same === null ? literal('int64', value) : memberAt(same, expiry)});`];
  }
  const scalar = scalarOf(element);
  if (scalar === null) return [];
  const assertion = scalar.startsWith('int') ? 'g_assert_cmpint' : scalar === 'cpudouble' ? 'g_assert_cmphex' : 'g_assert_cmpuint';
  return [`${assertion}(${valueAt(got)}, ==, ${same === null ? literal(scalar, value) : valueAt(same)});`];
}

function indented(line: string): string {
  return line === '' ? '' : `    ${line}`;
}
