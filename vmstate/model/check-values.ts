import { decodeAt, report, type Decoding } from '../decoding.ts';
import { bufferLength, elementCount } from './counts.ts';
import type { Member } from './member.ts';
import type { StructShape } from './struct-shape.ts';
import { structsIn } from './structs-in.ts';
import { copiesIn } from './tmp-copies.ts';
import { inKeyOrder } from './tree-order.ts';
import type { Value } from './value.ts';

/** Reports each array and each buffer that is not as long as its sibling says, in all structs. */
export function checkValues(
  decoding: Decoding,
  { members, subsections = [] }: StructShape,
  values: readonly Value[],
): void {
  members.forEach((member, i) => {
    decodeAt(decoding, member.name, () => {
      checkLengths(decoding, member, values[i] ?? null, values);
      checkNodes(decoding, member, values[i] ?? null);
      checkStructs(decoding, member, values[i] ?? null);
      checkCopies(decoding, member, values[i] ?? null, values);
    });
  });
  subsections.forEach(({ struct }, k) => {
    const own = values[members.length + k];
    if (Array.isArray(own))
      decodeAt(decoding, struct.name, () => {
        checkValues(decoding, struct, own);
      });
  });
}

function checkLengths(decoding: Decoding, member: Member, value: Value, values: readonly Value[]): void {
  const n = elementCount(member, values);
  const elements = member.count.kind === 'one' ? [value] : Array.isArray(value) ? value : [];
  if (elements.length !== n) report(decoding, 'length', `has ${elements.length} elements, but its count is ${n}`);
  const { kind } = member.element;
  if (kind !== 'buffer' && kind !== 'vbuffer' && kind !== 'bitmap') return;
  const length = bufferLength(member.element, values);
  const wrong = elements.find((bytes) => bytes instanceof Uint8Array && bytes.length !== length);
  if (wrong instanceof Uint8Array) report(decoding, 'length', `has ${wrong.length} bytes, but its size is ${length}`);
}

function checkNodes(decoding: Decoding, { element }: Member, value: Value): void {
  if (element.kind !== 'tree' || !Array.isArray(value)) return;
  const wanted = inKeyOrder(element, value);
  if (wanted.length < value.length) report(decoding, 'order', 'has a key twice');
  else if (wanted.some((node, i) => node !== value[i])) report(decoding, 'order', 'is not in the order of its keys');
}

function checkCopies(decoding: Decoding, { element }: Member, value: Value, values: readonly Value[]): void {
  if (!Array.isArray(value)) return;
  const wrong = copiesIn(element).find(({ own, parent }) => value[own] !== values[parent]);
  if (wrong === undefined) return;
  decodeAt(decoding, wrong.own, () => {
    report(decoding, 'reference', 'is not what the member of the parent is that it is a copy of');
  });
}

function checkStructs(decoding: Decoding, member: Member, value: Value): void {
  let i = 0;
  for (const [shape, inner] of structsIn(member, value))
    decodeAt(decoding, i++, () => {
      checkValues(decoding, shape, inner);
    });
}
