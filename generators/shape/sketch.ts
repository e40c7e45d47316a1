import type { Half, Member, StructShape } from '../../vmstate/model/model.ts';
import type { Draw } from '../../random/draw.ts';
import type { Palette } from './palette.ts';

/**
 * Where the struct being drawn will live when a load reaches it: among what
 * the device owns; in a temporary object (whose bytes the device owns, but
 * which must not lead anywhere: what is behind a pointer is loaded at once, the
 * object only when its `post_load` is called); in memory that the load
 * allocates, uninitialised or zeroed.
 */
export type Home = 'owned' | 'tmp' | 'malloc' | 'zeroed';

/** The device put its bytes there: what a load does not write keeps the device's value. */
export function isOwned(home: Home): boolean {
  return home === 'owned' || home === 'tmp';
}

/** What a struct is to the one it belongs to. */
export type StructRole = 'device' | 'subsection' | 'struct' | 'list' | 'tree' | 'tmp';

/**
 * How a struct is reached from the outermost, subsections apart: it is the
 * outermost; through lists, trees and temporary objects only; through a struct
 * field.
 */
export type Reach = 'outer' | 'listed' | 'nested';

/** The versions of a description, and those at which it is saved and loaded. */
export interface Versions {
  readonly version: number;
  readonly minimumVersion: number;
  readonly saved: number;
  /** Of a load at the version of the outermost description. */
  readonly loaded: number;
}

/** One model in the making. */
export interface Making {
  readonly draw: Draw;
  readonly palette: Palette;
  /** The half of a 64-bit number that comes first on the host. */
  readonly half: Half;
  /** Fields that may still be drawn. */
  left: number;
  /** Draws a struct: the walk goes on through it. */
  readonly drawStruct: (making: Making, sketch: Sketch, name: string, share: number) => StructShape;
  /** Structs drawn so far, which their names tell apart. */
  structs: number;
}

/** Where a struct stands in its model. */
export interface SketchPlace {
  readonly versions: Versions;
  readonly home: Home;
  readonly depth: number;
  readonly part: StructRole;
  readonly reach: Reach;
}

/** One struct in the making. */
export interface Sketch extends SketchPlace {
  readonly members: Member[];
  /** Siblings that will stand after their reader; until then it knows them by -1, -2, … */
  waiting: Member[];
}

export function newSketch({ versions, home, depth, part, reach }: SketchPlace): Sketch {
  return { members: [], versions, home, depth, part, reach, waiting: [] };
}

/** Versions of a description that is saved and loaded at its own. */
export function drawVersions(draw: Draw): Versions {
  const pick = draw.below(100);
  return versionsUpTo(draw, pick < 15 ? 0 : pick < 50 ? 1 : pick < 80 ? 2 : draw.between(0, 9));
}

/** The same for a given version, with a minimum up to it. */
export function versionsUpTo(draw: Draw, version: number): Versions {
  return {
    version,
    minimumVersion: draw.chance(50) ? version : draw.chance(75) ? Math.max(0, version - 1) : draw.below(version + 1),
    saved: version,
    loaded: version,
  };
}

/** A save of the struct may send what a load of it leaves alone. */
export function isLossy({ versions: { saved, loaded } }: Sketch): boolean {
  return loaded < saved;
}

/** True for a version that a save of the struct has and a load of it has not: what it brings is on the wire and stays there. */
export function isLost({ versions: { saved, loaded } }: Sketch, version: number): boolean {
  return version > loaded && version <= saved;
}
