import type { Element, StructShape } from '../../vmstate/model/model.ts';
import type { Draw } from '../../random/draw.ts';
import { EINVAL } from '../../vmstate/wire.ts';
import { structName } from '../names.ts';
import { listElement, structElement, tmpElement, treeElement, versionTest } from '../uniform.ts';
import { drawCount, drawSlots, drawStorage, ONE } from './counts.ts';
import { push, pushAs, type MemberDraft } from './existence.ts';
import { drawCopies } from './copies.ts';
import { survives } from './hooks.ts';
import {
  drawVersions,
  newSketch,
  versionsUpTo,
  type Home,
  type Making,
  type Reach,
  type Sketch,
  type SketchPlace,
  type Versions,
} from './sketch.ts';

/** Adds a struct, an array of structs or of pointers to them. */
export function addStruct(making: Making, sketch: Sketch, version: number): void {
  const { draw, palette } = making;
  const { home } = sketch;
  const count = drawCount(making, sketch);
  const slots = drawSlots(making, count, home);
  const storage = drawStorage(making, slots, home);
  const inner: Home = slots === 'allocated' ? 'zeroed' : storage === 'allocated' ? 'malloc' : home;
  let versions = drawVersions(draw);
  let at: number | undefined;
  if (palette.vstruct && draw.chance(33)) {
    at = drawStructVersion(making, versions);
    versions = { ...versions, saved: at, loaded: at };
  }
  const struct = drawInner(making, sketch, { versions, home: inner, part: 'struct', reach: 'nested' });
  push(making, sketch, { version, element: structElement(struct, at), count, storage, slots });
}

/** The version of a VMS_VSTRUCT: sometimes outside the struct's range, so that a load rejects it. */
function drawStructVersion({ draw }: Making, { version, minimumVersion }: Versions): number {
  if (!draw.chance(1.2)) return draw.between(minimumVersion, version);
  return minimumVersion > 0 && draw.chance(50) ? minimumVersion - 1 : version + 1;
}

/** Adds a list, whose elements a load allocates. */
export function addList(making: Making, sketch: Sketch): true {
  const { draw, palette } = making;
  const list = palette.lists[draw.below(palette.lists.length)] ?? 'qtailq';
  const versions = drawLoadedAt(making, sketch);
  const struct = drawInner(making, sketch, { versions, home: 'malloc', part: 'list', reach: behindInfo(sketch) });
  pushLoadedAt(making, sketch, versions.loaded, listElement(list, struct));
  return true;
}

/** Adds a tree, whose keys and values a load allocates; half of the trees have integer keys. */
export function addTree(making: Making, sketch: Sketch): true {
  const { draw } = making;
  const versions = drawLoadedAt(making, sketch);
  const place = { home: 'zeroed', part: 'tree', reach: behindInfo(sketch) } as const;
  const key = draw.chance(50)
    ? null
    : drawInner(making, sketch, { versions: keyVersions(draw, versions.loaded), ...place }, 3);
  // Left to `drawHooks`, one in 100,000 cases would have a key whose save fails.
  const refused =
    key !== null &&
    making.palette.hooks &&
    draw.chance(4) &&
    survives(making.palette.dialect, place, 'pre_save', EINVAL);
  const value = drawInner(making, sketch, { versions, ...place });
  pushLoadedAt(making, sketch, versions.loaded, treeElement(refused ? withoutSave(key) : key, value));
  return true;
}

/** The key with a pre_save that fails. */
function withoutSave(key: StructShape): StructShape {
  return { ...key, hooks: { ...key.hooks, pre_save: EINVAL, pre_save_errp: undefined } };
}

/** Versions of a key, which is loaded at the version of the value: rarely it rejects that version, or is saved at another. */
function keyVersions(draw: Draw, loaded: number): Versions {
  const versions = draw.chance(94) ? versionsUpTo(draw, Math.max(0, loaded)) : drawVersions(draw);
  return { ...versions, loaded };
}

/** Adds a struct that exists only while it is saved or loaded. */
export function addTmp(making: Making, sketch: Sketch): true {
  const versions = drawLoadedAt(making, sketch);
  const struct = drawInner(making, sketch, { versions, home: 'tmp', part: 'tmp', reach: behindInfo(sketch) });
  const copying = making.palette.copies && making.draw.chance(60) ? drawCopies(making, sketch, struct) : struct;
  pushLoadedAt(making, sketch, versions.loaded, tmpElement(copying));
  return true;
}

function behindInfo({ reach }: Sketch): Reach {
  return reach === 'outer' ? 'listed' : reach;
}

/** Versions of a struct that is loaded at the version of its field: mostly the same, rarely one that it rejects. */
function drawLoadedAt({ draw, palette }: Making, { versions: { saved } }: Sketch): Versions {
  const free = palette.tests && draw.chance(15);
  const versions = free ? drawVersions(draw) : versionsUpTo(draw, draw.between(0, Math.min(2, Math.max(0, saved))));
  const { version, minimumVersion } = versions;
  const pick = draw.below(200);
  if (pick < 180) return versions;
  if (pick < 192) return { ...versions, loaded: draw.between(minimumVersion, version) };
  return { ...versions, loaded: pick < 197 && minimumVersion > 0 ? minimumVersion - 1 : version + 1 };
}

/** The version of such a field is also the first in which it exists, unless it has a test. */
function pushLoadedAt(making: Making, sketch: Sketch, version: number, element: Element): void {
  const { saved } = sketch.versions;
  const form: MemberDraft = { version, element, count: ONE, storage: 'embedded', slots: 'none' };
  if (version <= saved || !making.palette.tests) push(making, sketch, form);
  else
    pushAs(sketch, form, {
      test: versionTest(making.draw.between(0, Math.max(0, saved))),
      mustExist: undefined,
    });
}

function drawInner(making: Making, { depth }: Sketch, inner: Omit<SketchPlace, 'depth'>, most = 16): StructShape {
  const share = making.draw.between(1, Math.max(1, Math.min(making.left, most)));
  return making.drawStruct(making, newSketch({ ...inner, depth: depth + 1 }), structName(making.structs++), share);
}
