import type { Half, Member, StructShape } from '../../vmstate/model/model.ts';
import type { Draw } from '../../random/draw.ts';
import type { Palette } from './palette.ts';

/**
 * Where the struct is stored when a load reaches it: in memory of the device; in a
 * temporary object, or behind a pointer of one (its bytes belong to the device, which gets
 * those of the object when its `post_load` is called and those of a pointee immediately);
 * or in memory that the load allocates, uninitialized or zeroed.
 */
export type Home = 'owned' | 'tmp' | 'malloc' | 'zeroed';

/** True for memory of the device: bytes that a load does not write keep the device's values. */
export function isOwned(home: Home): boolean {
  return home === 'owned' || home === 'tmp';
}

/** How a struct is contained in its parent. */
export type StructRole = 'device' | 'subsection' | 'struct' | 'list' | 'tree' | 'tmp';

/**
 * How a struct is reached from the outermost one, ignoring subsections: it is the
 * outermost; only through lists, trees and temporary objects; or through a struct field.
 */
export type Reach = 'outer' | 'listed' | 'nested';

/** The version range of a description, and the versions at which it is saved and loaded. */
export interface Versions {
  readonly version: number;
  readonly minimumVersion: number;
  readonly saved: number;
  /** For a load at the version of the outermost description. */
  readonly loaded: number;
}

/** The state of drawing one model. */
export interface Making {
  readonly draw: Draw;
  readonly palette: Palette;
  /** The half of a 64-bit number at the lower address on the host. */
  readonly half: Half;
  /** Bytes of a pointer on the host, and of a buffer behind a slot. */
  readonly pointerSize: 4 | 8;
  /** Number of fields that may still be drawn. */
  left: number;
  /** Draws a nested struct (a parameter, to avoid a cyclic import). */
  readonly drawStruct: (making: Making, sketch: Sketch, name: string, share: number) => StructShape;
  /** Number of structs drawn so far; makes their names unique. */
  structs: number;
}

/** The position of a struct in its model. */
export interface SketchPlace {
  readonly versions: Versions;
  readonly home: Home;
  readonly depth: number;
  readonly part: StructRole;
  readonly reach: Reach;
}

/** The state of drawing one struct. */
export interface Sketch extends SketchPlace {
  readonly members: Member[];
  /** Siblings to be added after their reader, which refers to them as -1, -2, … until then. */
  waiting: Member[];
}

export function newSketch({ versions, home, depth, part, reach }: SketchPlace): Sketch {
  return { members: [], versions, home, depth, part, reach, waiting: [] };
}

/** Versions of a description that is saved and loaded at its own version. */
export function drawVersions(draw: Draw): Versions {
  const pick = draw.below(100);
  return versionsUpTo(draw, pick < 15 ? 0 : pick < 50 ? 1 : pick < 80 ? 2 : draw.between(0, 9));
}

/** The same for a given version, with a random minimum version. */
export function versionsUpTo(draw: Draw, version: number): Versions {
  return {
    version,
    minimumVersion: draw.chance(50) ? version : draw.chance(75) ? Math.max(0, version - 1) : draw.below(version + 1),
    saved: version,
    loaded: version,
  };
}

/** True if a save of the struct can send fields that a load of it skips. */
export function isLossy({ versions: { saved, loaded } }: Sketch): boolean {
  return loaded < saved;
}

/** True for a version that a save of the struct includes and a load does not: its fields are sent, but never read. */
export function isLost({ versions: { saved, loaded } }: Sketch, version: number): boolean {
  return version > loaded && version <= saved;
}
