import { mergeUntouched } from '../oracle/load/merge-untouched.ts';
import { zeroElement } from '../oracle/load/zero-value.ts';
import { UNTOUCHED } from '../vmstate/model/model.ts';
import { bytesLines } from './check-bytes.ts';
import { cLiteral } from './literal.ts';
import { items, type Checking, type CheckPair } from './pair.ts';
import { memberAt, valueAt } from './place.ts';
import { scalarOf, type CMember } from './tree.ts';

/** What is checked of an element by one assertion; null for what is not. */
export function assertionOf({ planned }: CMember): string | null {
  const { element } = planned.member;
  if (element.kind === 'timer') return 'g_assert_cmpint';
  const scalar = scalarOf(element);
  if (scalar === null) return null;
  return scalar.startsWith('int') ? 'g_assert_cmpint' : scalar === 'cpudouble' ? 'g_assert_cmphex' : 'g_assert_cmpuint';
}

/** The lines that check an element; none for an unspecified value. */
export function elementLines(checking: Checking, member: CMember, pair: CheckPair): string[] {
  const { got, want, value, source } = pair;
  const { element } = member.planned.member;
  if (value === UNTOUCHED || value === null) return [];
  if (member.inner !== null) return checking.objectLines(checking, member.inner, pair);
  if (value instanceof Uint8Array) return bytesLines(got.text, want?.text ?? null, [value], [source]);
  const assertion = assertionOf(member);
  if (assertion === null) return [];
  const same = want !== null && value === source ? want : null;
  const expiry = { name: 'expire_time' };
  const text = element.kind === 'timer' ? memberAt(got, expiry) : valueAt(got);
  const wanted =
    same === null
      ? cLiteral(scalarOf(element) ?? 'int64', value)
      : element.kind === 'timer'
        ? memberAt(same, expiry)
        : valueAt(same);
  return [`${assertion}(${text}, ==, ${wanted});`];
}

/** The same for an element behind a slot, which may be NULL. */
export function slotLines(checking: Checking, member: CMember, pair: CheckPair): string[] {
  const { got, value } = pair;
  if (value === UNTOUCHED) return [];
  return value === null
    ? [`g_assert_null(${got.text});`]
    : [`g_assert_nonnull(${got.text});`, ...behindSlot(checking, member, pair)];
}

function behindSlot(checking: Checking, member: CMember, pair: CheckPair): string[] {
  const { element, slots } = member.planned.member;
  if (slots !== 'allocated') return elementLines(checking, member, pair);
  // Fresh from g_malloc0: what the stream does not bring is zero.
  const zeros = items(zeroElement(element));
  const value =
    member.inner === null ? pair.value : mergeUntouched([...zeros], [...items(pair.value)], member.inner.plan.shape);
  return elementLines(checking, member, { ...pair, value, fresh: false });
}
