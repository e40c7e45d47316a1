import { renumbered } from '../../generators/references.ts';
import type { Case } from '../../vmstate/case/case.ts';
import type { VMStateDescription, VMStateField } from '../../vmstate/host/description.ts';
import { isPresent, siblingsRead, type Member, type StructShape, type Test } from '../../vmstate/model/model.ts';
import { prepare, type Subject } from '../subject.ts';

/** A device with two fields over the bytes of one member. */
export interface Overlaid {
  /** The same device to the oracle, which knows no bytes: the second field has a member of its own, with the same value. */
  readonly subject: Subject;
  /** What is sent: the second field lies where the first one does. */
  readonly description: VMStateDescription;
  /** The places of the two members. */
  readonly first: number;
  readonly second: number;
}

/**
 * The device of a case with another field, somewhere behind it, over the bytes of one of its
 * members: both exist, or a version, or a byte that came before, decides which of them does.
 * Null: it has no member that two fields can describe.
 */
export function overlaid(original: Case): Overlaid | null {
  if (original !== lastCase) {
    lastCase = original;
    lastDevice = withSecondField(original);
  }
  return lastDevice;
}

/** Save and load are asked about one device, one after the other. */
let lastCase: Case | null = null;
let lastDevice: Overlaid | null = null;

function withSecondField(original: Case): Overlaid | null {
  const { model, seed } = original;
  const { shape, values } = model;
  const pick = seed >>> 3;
  const first = targetOf(shape, pick);
  const target = shape.members[first];
  if (target === undefined) return null;
  const second = first + 1 + ((seed >>> 7) % (shape.members.length - first));
  const { members, subsections } = renumbered(
    shape,
    shape.members.map((_, i) => (i < second ? i : i + 1)),
  );
  const moved = members[first] ?? target;
  const isThere = isPresent(target, shape.version, values);
  const gated = gates(shape, first, isThere ? moved : null, pick);
  const device: StructShape = {
    ...shape,
    members: members
      .with(first, gatedBy(moved, gated.first))
      .toSpliced(second, 0, { ...gatedBy(moved, gated.second), name: `${target.name}_again` }),
    subsections,
  };
  const subject = prepare({
    ...original,
    model: { shape: device, values: values.toSpliced(second, 0, values[first] ?? null) },
  });
  return { subject, description: described(subject, first, second), first, second };
}

/** The description in which the second field has the offset of the first, and all else but what says whether it exists. */
function described(
  {
    case: {
      model: { shape },
    },
    layout: {
      plan: { description },
    },
  }: Subject,
  first: number,
  second: number,
): VMStateDescription {
  const fieldOf = (member: number): number => shape.members.slice(0, member).filter(({ migrated }) => migrated).length;
  const [one, again] = [fieldOf(first), fieldOf(second)];
  const over = description.fields[one];
  const own = description.fields[again];
  if (over === undefined || own === undefined) return description;
  const { name, version_id, field_exists } = own;
  const field: VMStateField = { ...over, name, version_id, field_exists };
  return { ...description, fields: description.fields.with(again, field) };
}

/** The first member from a random one on that a load may come to twice; -1: there is none. */
function targetOf(shape: StructShape, pick: number): number {
  const { members } = shape;
  const read = siblingsRead(shape);
  for (let k = 0; k < members.length; k++) {
    const i = (pick + k) % members.length;
    const member = members[i];
    if (member !== undefined && !read.has(i) && isRepeatable(member)) return i;
  }
  return -1;
}

/** A load of the member may be followed by another one: nothing is allocated, appended or compared. */
function isRepeatable({ migrated, storage, slots, element }: Member): boolean {
  if (!migrated || storage === 'allocated' || slots === 'allocated') return false;
  return element.kind === 'struct' ? isPlain(element.struct) : repeatable.has(element.kind);
}

const repeatable: ReadonlySet<Member['element']['kind']> = new Set(['scalar', 'buffer', 'vbuffer', 'bitmap', 'timer']);

/** Nothing in it calls the device, or depends on what was loaded before. */
function isPlain({ members, subsections, hooks }: StructShape): boolean {
  return (
    hooks === undefined &&
    subsections === undefined &&
    members.every(
      (member) => member.test === undefined && isRepeatable(member) && isFixed(member) && member.mustExist !== true,
    )
  );
}

/** A value of another length would lie elsewhere. */
function isFixed({ count, element, slots }: Member): boolean {
  return count.kind !== 'counted' && slots === 'none' && element.kind !== 'vbuffer' && element.kind !== 'bitmap';
}

/** What says whether a field exists. */
type Gate = Pick<Member, 'version' | 'test' | 'mustExist'>;

const ALWAYS: Gate = { version: 0, test: undefined, mustExist: undefined };

function gatedBy(member: Member, { version, test, mustExist }: Gate): Member {
  return { ...member, version, test, mustExist };
}

/** Whether each of the two exists: both, as the first did before (`was`, if it did), or one of them. `pick`: which. */
function gates(
  shape: StructShape,
  first: number,
  was: Member | null,
  pick: number,
): { readonly first: Gate; readonly second: Gate } {
  const { version } = shape;
  const byte = shape.members.findIndex((member, i) => i < first && isTold(member));
  const test: Test = byte < 0 ? { kind: 'version', from: version } : { kind: 'sibling', by: byte };
  const always = { ...ALWAYS, version };
  const never = { ...ALWAYS, version: version + 1 };
  switch (pick % 6) {
    case 0:
      return { first: ALWAYS, second: always };
    case 1:
      return { first: ALWAYS, second: never };
    case 2:
      return { first: never, second: ALWAYS };
    case 3:
      return { first: ALWAYS, second: { ...ALWAYS, test } };
    case 4:
      return { first: { ...ALWAYS, test }, second: { ...ALWAYS, test: { kind: 'version', from: 0 } } };
    default:
      return { first: was ?? ALWAYS, second: ALWAYS };
  }
}

/** A byte that every load brings. */
function isTold({ migrated, version, test, element, count, storage, slots }: Member): boolean {
  if (!migrated || version > 0 || test !== undefined || count.kind !== 'one') return false;
  if (storage !== 'embedded' || slots !== 'none' || element.kind !== 'scalar') return false;
  return element.type === 'uint8' || element.type === 'int8' || element.type === 'bool';
}

/** What a law did to the device, in words. */
export function overlayStep({ subject, first, second }: Overlaid): string {
  const { members } = subject.case.model.shape;
  return `let field ${members[second]?.name ?? second} lie over the bytes of ${members[first]?.name ?? first}`;
}
