import { decodeAt, report, type Decoding } from '../decoding.ts';
import { isWide, widthOf, type Scalar } from '../info.ts';
import { numberType, structsOf, type Element } from './element.ts';
import type { CountType, Member } from './member.ts';
import type { StructShape } from './struct-shape.ts';

/**
 * Reports what no type says of a shape: indices of members that cannot serve,
 * and forms that no VMSTATE_ macro makes, in all its structs.
 */
export function checkShape(
  decoding: Decoding,
  { members, subsections = [] }: StructShape,
  parent: readonly Member[] | null = null,
): void {
  decodeAt(decoding, 'members', () => {
    members.forEach((member, i) => {
      decodeAt(decoding, i, () => {
        checkMember(decoding, member, members);
        if (member.copyOf !== undefined) checkCopy(decoding, member, { i, members, parent });
      });
    });
  });
  decodeAt(decoding, 'subsections', () => {
    subsections.forEach(({ struct, needed }, k) => {
      decodeAt(decoding, k, () => {
        if (needed !== undefined && !isByte(integerAt(members, needed)))
          reportIndex(decoding, ['needed'], { index: needed, what: `whether ${struct.name} is needed`, type: 'byte' });
        decodeAt(decoding, 'struct', () => {
          checkShape(decoding, struct);
        });
      });
    });
  });
}

function checkMember(decoding: Decoding, member: Member, members: readonly Member[]): void {
  const { name, element, test, count } = member;
  if (count.kind === 'counted' && !counts(integerAt(members, count.by), count.type))
    reportIndex(decoding, ['count', 'by'], { index: count.by, what: `the count of ${name}`, type: 'integer' });
  checkSize(decoding, member, members);
  if (test?.kind === 'sibling' && !isByte(integerAt(members, test.by)))
    reportIndex(decoding, ['test', 'by'], { index: test.by, what: `whether ${name} exists`, type: 'byte' });
  const wrong = wrongForm(member);
  if (wrong !== null) report(decoding, 'form', wrong);
  checkInner(decoding, element, members);
}

function checkSize(decoding: Decoding, { name, element }: Member, members: readonly Member[]): void {
  if (element.kind !== 'vbuffer' && element.kind !== 'bitmap') return;
  const type = integerAt(members, element.sizedBy);
  const wide = element.kind === 'vbuffer' && element.half !== undefined;
  if (wide ? type === 'uint64' : isInteger(type) || type === 'uint64') return;
  const wanted: Wanted = { index: element.sizedBy, what: `the size of ${name}`, type: wide ? 'uint64' : 'integer' };
  reportIndex(decoding, ['element', 'sizedBy'], wanted);
}

function checkInner(decoding: Decoding, element: Element, members: readonly Member[]): void {
  const keys = element.kind !== 'tree' ? ['struct'] : element.key === null ? ['value'] : ['key', 'value'];
  structsOf(element).forEach((struct, i) => {
    decodeAt(decoding, 'element', () => {
      decodeAt(decoding, keys[i] ?? 'struct', () => {
        checkShape(decoding, struct, element.kind === 'tmp' ? members : null);
      });
    });
  });
}

/** Where a copy stands. */
interface CopyAt {
  readonly i: number;
  readonly members: readonly Member[];
  /** The members of the parent; null: its struct is no temporary object. */
  readonly parent: readonly Member[] | null;
}

/** Plain numbers of one type, of which no other is a copy, and no size: that is read from where it lies. */
function checkCopy(decoding: Decoding, { name, copyOf }: Member, { i, members, parent }: CopyAt): void {
  if (copyOf === undefined) return;
  if (parent === null) report(decoding, 'form', 'only a member of a temporary object is a copy');
  else if (!isSameNumber(members[i], parent[copyOf]))
    reportCopy(
      decoding,
      `member ${copyOf} of the parent cannot be copied to ${name}: both must be single embedded numbers of one type`,
    );
  else if (members.some((member, k) => k < i && member.copyOf === copyOf))
    reportCopy(decoding, `member ${copyOf} of the parent has a copy already`);
  else if (
    members.some(({ element }) => (element.kind === 'vbuffer' || element.kind === 'bitmap') && element.sizedBy === i)
  )
    reportCopy(decoding, `${name} is the size of another member, and no copy can be`);
}

function reportCopy({ path, issues }: Decoding, message: string): void {
  report({ path: [...path, 'copyOf'], issues }, 'reference', message);
}

function isSameNumber(own: Member | undefined, parent: Member | undefined): boolean {
  const type = plainType(own);
  return type !== null && type === plainType(parent);
}

function plainType(member: Member | undefined): Scalar | null {
  return member?.element.kind === 'scalar' ? integerAt([member], 0) : null;
}

/** `what` the member at `index` should say, and the `type` it must have to. */
interface Wanted {
  readonly index: number;
  readonly what: string;
  readonly type: 'byte' | 'integer' | 'uint64';
}

function reportIndex({ path, issues }: Decoding, at: readonly string[], { index, what, type }: Wanted): void {
  const message = `member ${index} cannot say ${what}: it must be a single embedded ${type}`;
  report({ path: [...path, ...at], issues }, 'reference', message);
}

/** The type of a single embedded integer of the struct; null for any other member. */
function integerAt(members: readonly Member[], index: number): Scalar | null {
  const member = members[index];
  if (member?.count.kind !== 'one' || member.storage !== 'embedded' || member.slots !== 'none') return null;
  return numberType(member.element);
}

function isInteger(type: Scalar | null): boolean {
  return type !== null && !isWide(type);
}

/** In 11.2 a count can have 64 bits. */
function counts(type: Scalar | null, read: CountType): boolean {
  return read === 'uint64' ? type === 'uint64' : isInteger(type);
}

function isByte(type: Scalar | null): boolean {
  return type !== null && widthOf(type) === 1;
}

/** Elements of which QEMU has no array and that live in one place only. */
function wrongForm({ element, count, storage, slots, test }: Member): string | null {
  const { kind } = element;
  if (kind === 'timer' || kind === 'failing')
    return storage === 'allocated' || slots === 'allocated' ? `a load never allocates a ${kind}` : null;
  if (!single.has(kind)) return null;
  const wanted = kind === 'bitmap' ? 'pointer' : 'embedded';
  if (count.kind !== 'one' || storage !== wanted || slots !== 'none')
    return `a ${kind} is always single, its storage "${wanted}" and its slots "none"`;
  return kind === 'validate' && test === undefined ? 'a validate needs a test' : null;
}

const single: ReadonlySet<Element['kind']> = new Set(['bitmap', 'list', 'tmp', 'tree', 'bytearray', 'validate']);
