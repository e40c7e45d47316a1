import type { Member, Model, Value } from '../../vmstate/model/model.ts';

/**
 * Devices in which one array or buffer has as many elements or bytes as before without asking a sibling:
 * what fails in them all the same is not about counts and sizes that are read. Of the outermost struct only,
 * for of any other there may be several, with other counts.
 */
export function* ownCounts({ shape, values }: Model): Generator<Model> {
  for (const [i, member] of shape.members.entries()) {
    const own = withOwnCount(member, values[i] ?? null);
    for (const plainer of own) yield { shape: { ...shape, members: shape.members.with(i, plainer) }, values };
  }
}

function withOwnCount(member: Member, value: Value): Member[] {
  const { count, element, slots } = member;
  const found: Member[] = [];
  if (count.kind === 'counted' && Array.isArray(value))
    found.push({ ...member, count: { kind: 'fixed', n: value.length } });
  if (element.kind !== 'vbuffer' || slots !== 'none') return found;
  const [first, ...others] = count.kind === 'one' ? [value] : Array.isArray(value) ? value : [];
  if (!(first instanceof Uint8Array)) return found;
  const { length } = first;
  if (others.every((other) => other instanceof Uint8Array && other.length === length))
    found.push({ ...member, element: { kind: 'buffer', size: length } });
  return found;
}
