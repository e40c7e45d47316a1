import type { Member, StructShape } from '../../vmstate/model/model.ts';
import type { Home, SketchPlace, Versions } from '../shape/sketch.ts';
import { lift, liftSubsection, same, sidesOf } from '../shrink/edit.ts';

/** A struct of a device, and where it stands: what the generator may put there depends on it. */
export interface Spot {
  readonly struct: StructShape;
  readonly place: SketchPlace;
  /** The whole device with another struct there, of the same versions. */
  readonly replace: (struct: StructShape) => StructShape;
}

/** Every struct of a device, the outermost first. */
export function spotsOf(shape: StructShape): Spot[] {
  const { version, minimumVersion } = shape;
  const versions = { version, minimumVersion, saved: version, loaded: version };
  const spots: Spot[] = [];
  addSpots(spots, {
    struct: shape,
    place: { versions, home: 'owned', depth: 1, part: 'device', reach: 'outer' },
    replace: same,
  });
  return spots;
}

function addSpots(spots: Spot[], spot: Spot): void {
  spots.push(spot);
  const { struct, place, replace } = spot;
  for (const [i, member] of struct.members.entries()) {
    for (const [inner, side] of sidesOf(member.element)) {
      const put = (other: StructShape): StructShape =>
        replace(lift(struct, i, { shape: other, values: same }, side).shape);
      addSpots(spots, { struct: inner, place: placeInside(place, member, inner), replace: put });
    }
  }
  for (const [k, { struct: inner }] of (struct.subsections ?? []).entries()) {
    const { version, minimumVersion } = inner;
    const versions = { version, minimumVersion, saved: version, loaded: version & 0xff };
    const put = (other: StructShape): StructShape =>
      replace(liftSubsection(struct, k, { shape: other, values: same }).shape);
    addSpots(spots, { struct: inner, place: { ...place, versions, part: 'subsection' }, replace: put });
  }
}

/** Where the struct of a member stands, as the generator draws it (shape/nested.ts). */
function placeInside({ home, depth, reach }: SketchPlace, member: Member, struct: StructShape): SketchPlace {
  const { element } = member;
  const { version, minimumVersion } = struct;
  const inner = { depth: depth + 1, home: homeInside(home, member) } as const;
  if (element.kind === 'struct') {
    const at = element.version ?? version;
    return { ...inner, versions: { version, minimumVersion, saved: at, loaded: at }, part: 'struct', reach: 'nested' };
  }
  const versions: Versions = { version, minimumVersion, saved: version, loaded: member.version };
  const part = element.kind === 'list' || element.kind === 'tree' ? element.kind : 'tmp';
  return { ...inner, versions, part, reach: reach === 'outer' ? 'listed' : reach };
}

function homeInside(home: Home, { element, storage, slots }: Member): Home {
  if (element.kind === 'list') return 'malloc';
  if (element.kind === 'tree' || slots === 'allocated') return 'zeroed';
  if (element.kind === 'tmp') return 'tmp';
  return storage === 'allocated' ? 'malloc' : home;
}
