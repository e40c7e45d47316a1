import { isScalar } from '../../vmstate/info.ts';
import type { Element, Member, StructShape } from '../../vmstate/model/model.ts';
import type { Pair } from './witness.ts';

/** Longer arrays are cut to this. */
const SHORT = 3;

/**
 * The same pair with short arrays: those of one fixed length on both sides, at
 * members of one name and of one kind of element. What parts the sides parts
 * them with these as well, and thousands of registers need not be walked over
 * for every state.
 */
export function shorten(pair: Pair): Pair {
  const [source, destination] = shortStructs(pair.source.shape, pair.destination.shape);
  return {
    ...pair,
    source: { ...pair.source, shape: source },
    destination: { ...pair.destination, shape: destination },
  };
}

function shortStructs(a: StructShape, b: StructShape): [StructShape, StructShape] {
  const ours: Member[] = [...a.members];
  const theirs: Member[] = [...b.members];
  a.members.forEach((member, i) => {
    const j = b.members.findIndex(({ name }) => name === member.name);
    const other = b.members[j];
    if (other === undefined || a.members.filter(({ name }) => name === member.name).length > 1) return;
    [ours[i], theirs[j]] = shortMembers(member, other);
  });
  const parts = (a.subsections ?? []).map((part) => {
    const same = b.subsections?.find(({ struct }) => struct.name === part.struct.name);
    return same === undefined ? null : shortStructs(part.struct, same.struct);
  });
  const partsOfA = a.subsections?.map((part, i) => ({ ...part, struct: parts[i]?.[0] ?? part.struct }));
  const partsOfB = b.subsections?.map((part) => {
    const short = parts.find((both) => both?.[1].name === part.struct.name)?.[1];
    return { ...part, struct: short ?? part.struct };
  });
  return [
    { ...a, members: ours, subsections: partsOfA },
    { ...b, members: theirs, subsections: partsOfB },
  ];
}

function shortMembers(a: Member, b: Member): [Member, Member] {
  const [first, second] = shortElements(a.element, b.element);
  const isLong = a.count.kind === 'fixed' && b.count.kind === 'fixed' && a.count.n === b.count.n && a.count.n > SHORT;
  const count = { kind: 'fixed', n: SHORT } as const;
  const isChanged = isLong && kindOf(first) === kindOf(second);
  if (!isChanged && first === a.element && second === b.element) return [a, b];
  return [
    { ...a, element: first, count: isChanged ? count : a.count },
    { ...b, element: second, count: isChanged ? count : b.count },
  ];
}

function shortElements(a: Element, b: Element): [Element, Element] {
  if (a.kind !== 'struct' || b.kind !== 'struct') return [a, b];
  const [first, second] = shortStructs(a.struct, b.struct);
  return [
    { ...a, struct: first },
    { ...b, struct: second },
  ];
}

function kindOf(element: Element): string {
  if (element.kind === 'scalar' && isScalar(element.type)) return element.type;
  return element.kind === 'buffer' || element.kind === 'unused' ? `${element.kind} ${element.size}` : element.kind;
}
