import { siblingsRead, type Member, type StructShape } from '../../vmstate/model/model.ts';
import type { Draw } from '../../random/draw.ts';
import { structName } from '../names.ts';
import { renumbered } from '../references.ts';
import { drawHooks } from '../shape/hooks.ts';
import { addMember } from '../shape/members.ts';
import { drawScalarElement } from '../shape/scalars.ts';
import { drawFixedCount } from '../shape/sizes.ts';
import { newSketch, type Making } from '../shape/sketch.ts';
import { drawSubsections } from '../shape/subsections.ts';
import type { Edit } from '../shrink/edit.ts';
import { removals } from '../shrink/remove.ts';
import { simplifications } from '../shrink/simplify.ts';
import { fixedCount } from '../uniform.ts';
import { spotsOf, type Spot } from './spots.ts';

/** Changes one struct of a device; null: nothing to change there. */
type Change = (making: Making, spot: Spot, donor: StructShape | null) => StructShape | null;

/** The shrinker's edits turned round, and themselves; how often each is drawn, in percent. */
const changes: readonly (readonly [number, Change])[] = [
  [26, insert],
  [12, redraw],
  [14, remove],
  [8, simplify],
  [8, duplicate],
  [6, recount],
  [5, retype],
  [4, reversion],
  [4, rehook],
  [4, addSubsections],
  [9, splice],
];

/** A device with one change, somewhere; null: the change that was drawn is not possible there. `donor`: another device of the same host. */
export function mutateShape(making: Making, shape: StructShape, donor: StructShape | null): StructShape | null {
  const { draw } = making;
  const spots = spotsOf(shape);
  // Half of the changes are made where all others are seen from.
  const spot = spots[draw.chance(50) ? 0 : draw.below(spots.length)];
  let pick = draw.below(100);
  for (const [percent, change] of changes) {
    pick -= percent;
    if (pick >= 0 || spot === undefined) continue;
    const changed = change(making, spot, donor);
    return changed === null ? null : spot.replace(changed);
  }
  return null;
}

/** Has the generator add a member, and the siblings that it reads, anywhere. */
function insert(making: Making, { struct, place }: Spot): StructShape | null {
  if (making.left <= 0) return null;
  const { members } = struct;
  const at = making.draw.below(members.length + 1);
  const sketch = newSketch(place);
  sketch.members.push(...members.slice(0, at));
  addMember(making, sketch);
  const added = named(struct, sketch.members.slice(at));
  const moved = renumbered(
    struct,
    members.map((_, i) => (i < at ? i : i + added.length)),
  );
  return { ...struct, ...moved, members: [...moved.members.slice(0, at), ...added, ...moved.members.slice(at)] };
}

/** Has the generator draw the struct again. */
function redraw(making: Making, { struct, place }: Spot): StructShape | null {
  if (place.part === 'device' || making.left <= 0) return null;
  const share = making.draw.between(1, making.left);
  return making.drawStruct(making, newSketch(place), struct.name, share);
}

function remove({ draw }: Making, { struct }: Spot): StructShape | null {
  // A struct without members is what shrinking ends with.
  return struct.members.length < 2 ? null : oneOf(draw, removals(struct));
}

function simplify({ draw }: Making, { struct }: Spot): StructShape | null {
  return oneOf(draw, simplifications(struct));
}

function oneOf(draw: Draw, edits: Iterable<Edit>): StructShape | null {
  const all = [...edits];
  return all[draw.below(Math.max(1, all.length))]?.shape ?? null;
}

/** The same member again, of the same siblings, behind it. */
function duplicate({ draw, left }: Making, { struct }: Spot): StructShape | null {
  const { members } = struct;
  const at = draw.below(Math.max(1, members.length));
  const member = members[at];
  if (member?.migrated !== true || left <= 0) return null;
  const moved = renumbered(
    struct,
    members.map((_, i) => (i <= at ? i : i + 1)),
  );
  // Of a member of the parent there is one copy in an object.
  const again = named(struct, moved.members.slice(at, at + 1)).map((each) => ({ ...each, copyOf: undefined }));
  return {
    ...struct,
    ...moved,
    members: [...moved.members.slice(0, at + 1), ...again, ...moved.members.slice(at + 1)],
  };
}

/** Another number of elements, or an array in place of one element. */
function recount({ draw, palette }: Making, { struct }: Spot): StructShape | null {
  const read = siblingsRead(struct);
  return changeOne(draw, struct, (member, i) => {
    const { element, count, slots } = member;
    const one =
      count.kind === 'one' &&
      slots === 'none' &&
      !read.has(i) &&
      member.copyOf === undefined &&
      manifold.has(element.kind);
    return palette.array && (count.kind === 'fixed' || one)
      ? { ...member, count: fixedCount(drawFixedCount(draw)) }
      : null;
  });
}

/** Elements of which a load needs nothing but the bytes: an array of them may be anywhere. */
const manifold: ReadonlySet<Member['element']['kind']> = new Set(['scalar', 'buffer', 'struct']);

/** Another scalar. */
function retype(making: Making, { struct }: Spot): StructShape | null {
  const read = siblingsRead(struct);
  return changeOne(making.draw, struct, (member, i) =>
    member.element.kind === 'scalar' && !read.has(i) && member.copyOf === undefined
      ? { ...member, element: drawScalarElement(making) }
      : null,
  );
}

/** Another range of versions; inner structs are loaded at versions that their members name. */
function reversion({ draw }: Making, { struct, place }: Spot): StructShape | null {
  return place.part === 'device' ? { ...struct, minimumVersion: draw.between(0, struct.version) } : null;
}

function rehook(making: Making, { struct, place }: Spot): StructShape | null {
  return making.palette.hooks ? { ...struct, hooks: drawHooks(making, newSketch(place)) } : null;
}

function addSubsections(making: Making, { struct, place }: Spot): StructShape | null {
  if (!making.palette.subsections || struct.subsections !== undefined || making.left < 2) return null;
  const sketch = newSketch(place);
  sketch.members.push(...struct.members);
  const subsections = drawSubsections(making, sketch, struct.name, making.draw.between(1, Math.min(4, making.left)));
  const added = named(struct, sketch.members.slice(struct.members.length));
  return { ...struct, members: [...struct.members, ...added], subsections };
}

/** Adds the members of another device of the same version. */
function splice(_: Making, { struct, place }: Spot, donor: StructShape | null): StructShape | null {
  if (donor === null || place.part !== 'device' || donor.version !== struct.version) return null;
  const before = struct.members.length;
  const { members } = renumbered(
    donor,
    donor.members.map((_, i) => before + i),
  );
  return { ...struct, members: [...struct.members, ...named(struct, members)] };
}

function changeOne(
  draw: Draw,
  struct: StructShape,
  change: (member: Member, i: number) => Member | null,
): StructShape | null {
  const changed = struct.members.flatMap((member, i) => {
    const other = change(member, i);
    return other === null ? [] : [{ i, other }];
  });
  const chosen = changed[draw.below(Math.max(1, changed.length))];
  return chosen === undefined ? null : { ...struct, members: struct.members.with(chosen.i, chosen.other) };
}

/** Names that no member of the struct has, but for unused bytes, which all have the same. */
function named({ members }: StructShape, added: readonly Member[]): Member[] {
  const taken = new Set(members.map(({ name }) => name));
  return added.map((member) => {
    // A copy: a member is known by what it is, not by its name.
    if (member.element.kind === 'unused') return { ...member };
    let { name } = member;
    for (let n = 2; taken.has(name); n++) name = `${member.name}_${n}`;
    taken.add(name);
    return { ...member, name };
  });
}

/** Names of structs that come anew follow those that are there. */
export function firstFreeStruct(shape: StructShape): number {
  const names = new Set(spotsOf(shape).map(({ struct }) => struct.name));
  let n = names.size;
  while (names.has(structName(n))) n++;
  return n;
}
